<?php
declare(strict_types=1);

namespace Duet\Product;

use Duet\Wiring\MadeWhenNeeded;
use Duet\Wiring\Module;
use Duet\Wiring\Modules;
use Duet\Wiring\Services;

defined( 'ABSPATH' ) || exit;

/**
 * Facts of products, and their ids.
 *
 * @property-read ContentId $content_id
 * @property-read Item      $items
 * @property-read Product   $product
 */
final class ProductModule implements Module {

	use MadeWhenNeeded;

	public function __construct(
		private readonly Services $services,
		private readonly Modules $modules,
	) {
	}

	protected function make( string $name ): object {
		return match ( $name ) {
			'content_id' => new ContentId( $this->services->settings ),
			'items'      => new Item( $this->content_id ),
			'product'    => new Product( $this->items, $this->services->signature ),
			default      => throw new \LogicException( "no $name" ),
		};
	}

	public function register(): void {
		$route = new ContentIdRoute( $this->services->access, $this->modules->admin->shop, $this->content_id );
		$route->register();
	}

	/** Only where there is a shop. */
	public function lists(): ?ProductList {
		return $this->services->has_shop() ? new ProductList( $this->product, $this->services->signature ) : null;
	}
}
