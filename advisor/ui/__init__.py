"""The chat page: `view` folds events, `render` makes HTML, only the others here know Gradio."""

from advisor.ui.gradio_import import import_lean

import_lean()
