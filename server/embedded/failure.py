class Failure(Exception):
    """Why Bright can't start, in one sentence for the operator; `exit_code` 3 means that someone else is in the way."""

    def __init__(self, sentence: str, exit_code: int = 1):
        super().__init__(sentence)
        self.exit_code = exit_code
