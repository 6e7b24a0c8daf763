from apps.launch_history.documents import LaunchHistoryDocument
from bright.api import Kind, Resource


class LaunchHistoryViewSet(Resource):
    document = LaunchHistoryDocument
    admits = {"index": Kind.KNOWN, "show": Kind.KNOWN}
