<?php
declare(strict_types=1);

namespace Duet\Privacy;

use Duet\Clocks;
use Duet\Snapshot\Snapshot;
use Duet\Snapshot\SnapshotModule;
use Duet\Tray\Audience;
use Duet\Tray\UserTray;
use Duet\Wiring\Module;
use Duet\Wiring\Services;
use Duet\Withdrawal\WithdrawalModule;

defined( 'ABSPATH' ) || exit;

/** WordPress's and WooCommerce's privacy tools; always there, for cron runs them too. */
final class PrivacyModule implements Module {

	public function __construct(
		private readonly Services $services,
		private readonly SnapshotModule $snapshot,
		private readonly WithdrawalModule $withdrawal,
	) {
	}

	public function register(): void {
		$guard     = $this->services->guard;
		$meta      = $this->snapshot->meta;
		$snapshots = $this->withdrawal->snapshots;
		$rows      = new Rows( $this->services->database );
		$orders    = new PersonOrders( $meta, $rows, Snapshot::META, $this->services->key );
		$audience  = new Audience( $this->services->settings );
		$tray      = new UserTray( $audience );
		$lifetime  = new Lifetime( $meta, $rows, $snapshots, $guard, $this->snapshot->counted->note( ... ) );
		$exporter  = new Exporter( $orders, $rows, $snapshots, $this->withdrawal->tombstones, $tray, $guard );
		$exporter->register();
		$eraser = new Eraser( $orders, $rows, $snapshots, $this->withdrawal->withdrawals, $tray, $guard );
		$eraser->register();
		$anonymisation = new Anonymisation( $snapshots, $rows, $guard );
		$anonymisation->register();
		$policy = new PolicyText(
			$this->services->settings,
			$this->services->identifiers,
			$this->services->catalogue,
			$guard
		);
		$policy->register();
		$guard->action( Clocks::HOURLY, static fn() => $lifetime->run( time() ) );
		$guard->action( Clocks::HOURLY, static fn() => $tray->purge( time() ) );
	}
}
