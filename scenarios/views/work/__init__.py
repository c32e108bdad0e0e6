"""Work on scenarios: the bar above every page, the address, and the dialogs to save, share and open."""
