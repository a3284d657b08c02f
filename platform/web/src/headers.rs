//! Headers that every answer carries (OWASP Secure Headers, Observatory).

use http::header::{self, HeaderMap, HeaderName, HeaderValue};

/// Everything from this site only, nothing inline, no frames, no plug-ins.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; \
img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; \
base-uri 'none'; frame-ancestors 'none'";

/// Sensors and payments a city's catalogue never needs.
const PERMISSIONS: &str = "accelerometer=(), camera=(), display-capture=(), geolocation=(self), \
gyroscope=(), microphone=(), payment=(), usb=(), browsing-topics=()";

/// Adds the security headers. `https` adds HSTS: only a site that knows it is served that way may
/// promise it. It promises it for names below its own, too (ASVS 3.4.1): such a name could otherwise
/// set cookies for the site over a connection anybody can change.
pub(crate) fn secure(headers: &mut HeaderMap, https: bool) {
    // An answer with a policy of its own says there who may frame it; the old header for it cannot
    // say what the policy can.
    let framed = headers
        .get(header::CONTENT_SECURITY_POLICY)
        .is_some_and(|p| p.to_str().is_ok_and(|p| p.contains("frame-ancestors *")));
    let fixed: [(HeaderName, &'static str); 7] = [
        (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("permissions-policy"), PERMISSIONS),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
    ];
    for (name, value) in fixed {
        if framed && name == header::X_FRAME_OPTIONS {
            continue;
        }
        // an API that is meant for other sites sets its own resource policy
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
    if https {
        headers.insert(
            header::STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static("max-age=31536000; includeSubDomains"),
        );
    }
}
