<?php
declare(strict_types=1);

namespace Duet\Consent;

defined( 'ABSPATH' ) || exit;

/**
 * A consent tool that fills the WP Consent API at page load, before the visitor has answered. While its own cookie holds no
 * answer, a refusal in the API is its default.
 */
interface WritesDefault {
}
