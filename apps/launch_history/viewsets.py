from apps.launch_history.documents import LaunchHistoryDocument
from bright.access import Scope
from bright.rest.viewsets import BrightViewSet


class LaunchHistoryViewSet(BrightViewSet):
    document = LaunchHistoryDocument
    required_scopes = {"list": Scope.KNOWN, "retrieve": Scope.KNOWN}
