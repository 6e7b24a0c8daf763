from django.urls import include, path

from bright.api import BrightRouter
from tests.frame.toys import ShelfResource

router = BrightRouter()
router.register("shelf", ShelfResource, "shelv")

urlpatterns = [path("bright/api/v2/", include(router.urls))]
