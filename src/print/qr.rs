//! The code that leads from paper to the page.

use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};

/// The address as an SVG; nothing for an address that is too long for a code.
pub(super) fn svg(url: &str) -> Option<String> {
    let code = QrCode::with_error_correction_level(url, EcLevel::M).ok()?;
    Some(code.render::<svg::Color>().min_dimensions(200, 200).quiet_zone(true).build())
}
