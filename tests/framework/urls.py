from bright.rest.routers import BrightRouter
from tests.framework.toys import ShelfResource

router = BrightRouter()
router.register("shelf", ShelfResource, "shelv")
router.shorten("tally", "shelf", "count")

urlpatterns: list = []
