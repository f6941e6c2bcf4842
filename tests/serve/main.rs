//! The preview, as a browser and others meet it.
