"""Errors that end a command."""


class OperatorError(Exception):
    """Why a command can't go on: one sentence that the operator reads on stderr.

    `exit_code` is the process's exit code; EXIT_CONFLICT means that another process is in the way.
    """

    def __init__(self, sentence: str, exit_code: int = 1):
        super().__init__(sentence)
        self.exit_code = exit_code


EXIT_CONFLICT = 3
