<?php
declare(strict_types=1);

namespace Duet\Admin;

defined( 'ABSPATH' ) || exit;

/** Who may see and change the settings: whoever runs the shop, or the site where there is no shop. */
final class Access {

	public function shop(): bool {
		return class_exists( 'WooCommerce', false );
	}

	public function capability(): string {
		return $this->shop() ? 'manage_woocommerce' : 'manage_options';
	}

	/** Every route's permission_callback. A nonce only proves where a request comes from, so it is not enough. */
	public function may(): bool {
		return current_user_can( $this->capability() );
	}
}
