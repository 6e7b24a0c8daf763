from django.urls import include, path

from bright.rest.routers import BrightRouter
from tests.framework.toys import ShelfViewSet

router = BrightRouter()
router.register("shelf", ShelfViewSet)
router.alias("shelv", "shelf")
router.shorten("tally", "shelf", "count")

urlpatterns = [path("bright/api/v2/", include(router.urls))]
