"""The app. Run with ``streamlit run app.py``."""

import sys
from importlib import import_module
from threading import Thread

import streamlit as st
from starlette.middleware import Middleware

from scenarios.refusals import STRIPPED
from scenarios.views.callers import OwnCallers
from scenarios.views.headers import SafeHeaders
from scenarios.views.uploads import FewUploads

PAGES = "scenarios.views.pages"

if __name__ == "__main__":
    import_module(PAGES).main()
elif STRIPPED:
    sys.exit(STRIPPED)
else:
    # The server imports this file once, for the line below, and then runs it as a script for each page.
    guards = [Middleware(guard) for guard in (SafeHeaders, OwnCallers, FewUploads)]
    app = st.App(__file__, middleware=guards)
    # Libraries and pages load while the first browser still loads its own scripts.
    Thread(target=import_module, args=[PAGES], daemon=True).start()
