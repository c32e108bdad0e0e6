"""The smallest app there is: one slider, one chart, everything stock. Nothing of Streamlit's is faster."""

import altair as alt
import pandas as pd
import streamlit as st

level = st.slider("Level", 0, 30, 10)
bars = pd.DataFrame({"name": list("ABCDE"), "value": [level * n + 1 for n in range(1, 6)]})
st.altair_chart(alt.Chart(bars).mark_bar().encode(x="value", y="name"))
