"""The chat page: `view` folds events, `render` makes HTML, only `page` and `server` know Gradio."""
