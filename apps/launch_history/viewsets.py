from apps.launch_history.documents import LaunchHistoryDocument
from bright.access import Kind
from bright.rest.viewsets import Resource


class LaunchHistoryViewSet(Resource):
    document = LaunchHistoryDocument
    admits = {"index": Kind.KNOWN, "show": Kind.KNOWN}
