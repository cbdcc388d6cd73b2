"""The chat page: `view` folds events, `render` makes HTML, only the others here know Gradio."""
