<?php
declare(strict_types=1);

namespace Duet\Deliveries;

use Duet\Admin\Access;
use Duet\Sweep\StoredOrders;
use WP_REST_Request;
use WP_REST_Response;
use WP_REST_Server;

defined( 'ABSPATH' ) || exit;

/** GET duet/v1/deliveries: the outbox as a merchant looks at it. POST duet/v1/deliveries/{id}/resend {confirm?}. */
final class DeliveriesRoute {

	public function __construct(
		private readonly Access $access,
		private readonly Ledger $ledger,
		private readonly Resend $resend,
		private readonly StoredOrders $orders,
	) {
	}

	public function register(): void {
		add_action( 'rest_api_init', $this->routes( ... ) );
	}

	private function routes(): void {
		$may = $this->access->may( ... );
		register_rest_route(
			'duet/v1',
			'/deliveries',
			[
				'methods'             => WP_REST_Server::READABLE,
				'callback'            => $this->read( ... ),
				'permission_callback' => $may,
				'args'                => DeliveryFilter::args() + [
					'page'     => [ 'type' => 'integer', 'minimum' => 1, 'default' => 1 ],
					'per_page' => [ 'type' => 'integer', 'minimum' => 1, 'maximum' => 100, 'default' => 50 ],
				],
			]
		);
		register_rest_route(
			'duet/v1',
			'/deliveries/(?P<id>\d{1,18})/resend',
			[
				'methods'             => 'POST',
				'callback'            => $this->send_again( ... ),
				'permission_callback' => $may,
				'args'                => [ 'confirm' => [ 'type' => 'boolean', 'default' => false ] ],
			]
		);
	}

	public function read( WP_REST_Request $request ): WP_REST_Response {
		$where    = DeliveryFilter::of( $request );
		$page     = self::number( $request->get_param( 'page' ), 1, PHP_INT_MAX );
		$per_page = self::number( $request->get_param( 'per_page' ), 50, 100 );
		$rows     = [];
		$had      = [];
		foreach ( $this->ledger->page( $where, $page, $per_page ) as $row ) {
			$order         = (int) $row['object_id'];
			$had[ $order ] = $had[ $order ] ?? ( $order > 0 ? $this->orders->acknowledged( $order ) : [] );
			$rows[]        = DeliveryRow::of(
				$row,
				$order > 0 ? in_array( $row['event_id'], $had[ $order ], true ) : null
			);
		}
		$total = $this->ledger->size( $where );
		return $this->answer(
			$rows,
			200,
			[ 'X-WP-Total' => (string) $total, 'X-WP-TotalPages' => (string) (int) ceil( $total / $per_page ) ]
		);
	}

	/** 409 with the reason in words; of those only "late" can be overruled, by sending `confirm: true`. */
	public function send_again( WP_REST_Request $request ): WP_REST_Response {
		$id     = $request->get_param( 'id' );
		$resent = $this->resend->resend( is_numeric( $id ) ? (int) $id : 0, true === $request->get_param( 'confirm' ) );
		$data   = [
			'code'        => 'duet_resend_' . $resent->value,
			'message'     => $resent->words(),
			'can_confirm' => Resent::Late === $resent,
		];
		return $this->answer(
			$data,
			match ( $resent ) {
				Resent::Queued  => 200,
				Resent::Unknown => 404,
				Resent::Waiting, Resent::Page, Resent::Withheld, Resent::NoPixel, Resent::Changed, Resent::Vetoed, Resent::Late => 409,
			}
		);
	}

	private static function number( mixed $value, int $otherwise, int $most ): int {
		return is_int( $value ) && $value > 0 ? min( $value, $most ) : $otherwise;
	}

	/**
	 * @param array<mixed>          $data
	 * @param array<string, string> $headers
	 */
	private function answer( array $data, int $status, array $headers = [] ): WP_REST_Response {
		return new WP_REST_Response( $data, $status, [ 'Cache-Control' => 'no-store' ] + $headers );
	}
}
