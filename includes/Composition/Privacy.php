<?php
declare(strict_types=1);

namespace Duet\Composition;

use Duet\Privacy\{ Anonymisation, Eraser, Exporter, Lifetime, Orders as PersonOrders, PolicyText, Rows, Snapshots };
use Duet\Trigger\Snapshot;

defined( 'ABSPATH' ) || exit;

/** WordPress's and WooCommerce's privacy tools; always there, for cron runs them too. */
final class Privacy {

	public function __construct( private readonly Core $core ) {
	}

	public function register(): void {
		$rows      = new Rows( $this->core->database );
		$snapshots = new Snapshots( Snapshot::META, Snapshot::BROWSER, $this->core->order_meta, time( ... ) );
		$orders    = new PersonOrders( $this->core->order_meta, $rows, Snapshot::META );
		$lifetime  = new Lifetime( $this->core->order_meta, $rows, $snapshots, $this->core->guard );
		( new Exporter( $orders, $rows, $snapshots, $this->core->guard ) )->register();
		( new Eraser( $orders, $rows, $snapshots, $this->core->guard ) )->register();
		( new Anonymisation( $snapshots, $rows, $this->core->guard ) )->register();
		( new PolicyText( $this->core->settings, fn(): array => $this->core->identifiers->used( array_keys( $this->core->catalogue->all() ) ), $this->core->guard ) )->register();
		$this->core->guard->action( 'duet_hourly', static fn() => $lifetime->run( time() ) );
	}
}
