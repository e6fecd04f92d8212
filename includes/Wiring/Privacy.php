<?php
declare(strict_types=1);

namespace Duet\Wiring;

use Duet\Privacy\Anonymisation;
use Duet\Privacy\Eraser;
use Duet\Privacy\Exporter;
use Duet\Privacy\Lifetime;
use Duet\Privacy\Orders as PersonOrders;
use Duet\Privacy\PolicyText;
use Duet\Privacy\Rows;
use Duet\Snapshot\Snapshot;
use Duet\Tray\Audience;
use Duet\Tray\UserTray;
use Duet\Withdrawal\Snapshots;
use Duet\Withdrawal\Tombstones;
use Duet\Withdrawal\Withdrawals;

defined( 'ABSPATH' ) || exit;

/** WordPress's and WooCommerce's privacy tools; always there, for cron runs them too. */
final class Privacy {

	public function __construct( private readonly Core $core ) {
	}

	public function register(): void {
		$rows      = new Rows( $this->core->database );
		$snapshots = new Snapshots( Snapshot::META, Snapshot::BROWSER, $this->core->order_meta, time( ... ), $this->core->placed );
		$orders    = new PersonOrders( $this->core->order_meta, $rows, Snapshot::META, $this->core->key->get( ... ) );
		$lifetime  = new Lifetime( $this->core->order_meta, $rows, $snapshots, $this->core->guard, $this->core->counted->note( ... ) );
		$refused   = new Tombstones( $this->core->database );
		$withdrawn = new Withdrawals( $this->core->placed, $refused, $snapshots, $this->core->guard );
		$tray      = new UserTray( new Audience( $this->core->settings ) );
		( new Exporter( $orders, $rows, $snapshots, $refused, $tray, $this->core->guard ) )->register();
		( new Eraser( $orders, $rows, $snapshots, $withdrawn, $tray, $this->core->guard ) )->register();
		( new Anonymisation( $snapshots, $rows, $this->core->guard ) )->register();
		( new PolicyText( $this->core->settings, fn(): array => $this->core->identifiers->used( array_keys( $this->core->catalogue->all() ) ), $this->core->guard ) )->register();
		$this->core->guard->action( 'woocommerce_delete_order', fn( mixed $id ) => $this->core->placed->forget( is_numeric( $id ) ? (int) $id : 0 ) );
		$this->core->guard->action( 'deleted_post', $this->core->placed->forget_post( ... ), 10, 2 );
		// Fired with the site that goes being the current one.
		$this->core->guard->filter( 'wpmu_drop_tables', fn( mixed $tables ): mixed => is_array( $tables ) ? [ ...$tables, $this->core->placed->table() ] : $tables );
		// Before the outbox purges what it remembers of refusals.
		$this->core->guard->action( 'duet_hourly', static fn() => $withdrawn->run( time() ), 5 );
		$this->core->guard->action( 'duet_hourly', static fn() => $lifetime->run( time() ) );
		$this->core->guard->action( 'duet_hourly', static fn() => $tray->purge( time() ) );
	}
}
