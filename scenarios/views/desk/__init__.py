"""The work of one tab: its scenario, its history, its comparison, its briefing and its address."""
