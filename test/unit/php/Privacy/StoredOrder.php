<?php
declare(strict_types=1);

namespace Duet\Test\Privacy;

use Duet\Test\Outbox\MemoryDatabase;

/** An order whose meta reaches the table, as WooCommerce writes it. */
final class StoredOrder extends \WC_Order {

	public ?MemoryDatabase $database = null;

	/** Whether saving ran with WooCommerce's "nothing about the order changed". */
	public bool $quiet = true;

	/** A new row, as WooCommerce makes it. */
	public function add_meta_data( $key, $value, $unique = false ) {
		parent::add_meta_data( $key, $value, $unique );
		$this->database?->run( "DELETE FROM wp_wc_orders_meta WHERE order_id = {$this->get_id()} AND meta_key = '$key'" );
	}

	public function delete_meta_data( $key ) {
		unset( $this->props['meta'][ $key ] );
	}

	public function save_meta_data() {
		parent::save_meta_data();
		$this->quiet = $this->quiet && false === apply_filters( 'woocommerce_orders_table_datastore_should_save_after_meta_change', true );
		$this->write();
	}

	public function write(): void {
		foreach ( [ '_duet_visitor', '_duet_browser' ] as $key ) {
			$value = isset( $this->props['meta'][ $key ] ) ? maybe_serialize( $this->props['meta'][ $key ] ) : null;
			$at    = "order_id = {$this->get_id()} AND meta_key = '$key'";
			if ( null === $value ) {
				$this->database?->run( "DELETE FROM wp_wc_orders_meta WHERE $at" );
			} else {
				$this->database?->run( "UPDATE wp_wc_orders_meta SET meta_value = '" . str_replace( "'", "''", $value ) . "' WHERE $at" );
				$this->database?->run( "INSERT INTO wp_wc_orders_meta ( order_id, meta_key, meta_value ) SELECT {$this->get_id()}, '$key', '" . str_replace( "'", "''", $value ) . "' WHERE NOT EXISTS ( SELECT 1 FROM wp_wc_orders_meta WHERE $at )" );
			}
		}
	}
}
