"""Why a result is what it is and how sure it is: each module asks the engine one kind of question."""
