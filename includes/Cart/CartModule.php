<?php
declare(strict_types=1);

namespace Duet\Cart;

use Duet\Product\ProductModule;
use Duet\PublicRoutes\PublicRoutesModule;
use Duet\Wiring\Module;
use Duet\Wiring\Services;

defined( 'ABSPATH' ) || exit;

/** Facts of carts, in WooCommerce's Store API and where that is closed to visitors. */
final class CartModule implements Module {

	public function __construct(
		private readonly Services $services,
		private readonly PublicRoutesModule $routes,
		private readonly ProductModule $product,
	) {
	}

	public function register(): void {
		if ( ! $this->services->has_shop() ) {
			return;
		}
		$guard = $this->services->guard;
		$cart  = new Cart( $this->product->items, $this->services->signature );
		$api   = new StoreApi( $cart, $this->product->product, $guard );
		$api->register();
		$facts = new ShopFacts( $cart, $this->product->product, $guard );
		$this->routes->route->read( '/cart', $facts->cart( ... ) );
		$this->routes->route->read( '/product', $facts->product( ... ) );
		$reading = new CartReading( $guard );
		$reading->register();
		$links = new AddedByLink( $this->services->settings, $guard );
		$links->register();
	}
}
