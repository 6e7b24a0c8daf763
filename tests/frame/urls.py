from bright.api import BrightRouter
from tests.frame.toys import ShelfResource

router = BrightRouter()
router.register("shelf", ShelfResource, "shelv")
router.shorten("tally", "shelf", "count")

urlpatterns: list = []
