<?php
declare(strict_types=1);

namespace Duet\Product;

use Duet\Admin\AdminModule;
use Duet\Wiring\Module;
use Duet\Wiring\Services;

defined( 'ABSPATH' ) || exit;

/** Facts of products, and their ids. */
final class ProductModule implements Module {

	public readonly ContentId $content_id;
	public readonly Item $items;
	public readonly Product $product;

	public function __construct(
		private readonly Services $services,
		private readonly AdminModule $admin,
	) {
		$this->content_id = new ContentId( $services->settings );
		$this->items      = new Item( $this->content_id );
		$this->product    = new Product( $this->items, $services->signature );
	}

	public function register(): void {
		$route = new ContentIdRoute( $this->services->access, $this->admin->shop, $this->content_id );
		$route->register();
	}

	/** Only where there is a shop. */
	public function lists(): ?ProductList {
		return $this->services->has_shop() ? new ProductList( $this->product, $this->services->signature ) : null;
	}
}
