"""What lets one server carry many visitors: places, limits, access, and what its operator sees.

Knows neither Gradio nor FastAPI: what stands in front of the application speaks plain ASGI.
"""
