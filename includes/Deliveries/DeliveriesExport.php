<?php
declare(strict_types=1);

namespace Duet\Deliveries;

use Duet\Admin\Access;
use Duet\Cli\Csv;
use WP_REST_Request;
use WP_REST_Response;
use WP_REST_Server;

defined( 'ABSPATH' ) || exit;

/** GET duet/v1/deliveries/export: the list as a spreadsheet. Names of identifiers, never their values. */
final class DeliveriesExport {

	private const FIELDS = [ 'event_time', 'event', 'event_id', 'order_number', 'object_id', 'pixel_code', 'state', 'source', 'attempts', 'delivered_at', 'reply', 'request_id', 'identifiers', 'value', 'currency' ];

	private const AT_ONCE = 500;

	/** 10,000 rows are what a spreadsheet and a request's memory bear. */
	private const PAGES = 20;

	public function __construct(
		private readonly Access $access,
		private readonly Ledger $ledger,
	) {
	}

	public function register(): void {
		add_action( 'rest_api_init', $this->routes( ... ) );
	}

	private function routes(): void {
		register_rest_route(
			'duet/v1',
			'/deliveries/export',
			[
				'methods'             => WP_REST_Server::READABLE,
				'callback'            => $this->read( ... ),
				'permission_callback' => $this->access->may( ... ),
				'args'                => DeliveryFilter::args(),
			]
		);
	}

	/** @return WP_REST_Response {text: the table, complete: false when there are more rows than it holds} */
	public function read( WP_REST_Request $request ): WP_REST_Response {
		$where = DeliveryFilter::of( $request );
		$data  = [
			'text'     => Csv::table( self::FIELDS, $this->rows( $where ) ),
			'complete' => $this->ledger->size( $where ) <= self::PAGES * self::AT_ONCE,
		];
		return new WP_REST_Response( $data, 200, [ 'Cache-Control' => 'no-store' ] );
	}

	/**
	 * @param array{state?: string, event?: string, pixel_code?: string, order?: string, test?: bool} $where
	 * @return iterable<array<string, mixed>>
	 */
	private function rows( array $where ): iterable {
		for ( $page = 1; $page <= self::PAGES; $page++ ) {
			$rows = $this->ledger->page( $where, $page, self::AT_ONCE );
			foreach ( $rows as $row ) {
				$shown = DeliveryRow::of( $row, null );
				$sent  = (array) $shown['properties'];
				yield [
					'event_time'   => self::time( (int) $row['event_time'] ),
					'delivered_at' => self::time( (int) $row['delivered_at'] ),
					'identifiers'  => $row['identifiers'],
					'value'        => $sent['value'] ?? '',
					'currency'     => $sent['currency'] ?? '',
				] + $shown;
			}
			if ( count( $rows ) < self::AT_ONCE ) {
				return;
			}
		}
	}

	/** ISO 8601 in UTC, which every program reads alike; '' for never. */
	private static function time( int $seconds ): string {
		return 0 === $seconds ? '' : gmdate( 'Y-m-d\TH:i:s\Z', $seconds );
	}
}
