<?php
declare(strict_types=1);

namespace Duet\Privacy;

use Duet\Support\Guard;
use Duet\Tray\UserTray;
use Duet\Withdrawal\Snapshots;
use Duet\Withdrawal\Tombstones;
use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * "Export personal data" of WordPress' tools: the events of a person, and what their orders remember of their visits.
 */
final class Exporter {

	/** Per request; WordPress asks again until all are done. */
	private const ORDERS = 50;
	private const ROWS   = 200;

	public function __construct(
		private readonly PersonOrders $orders,
		private readonly Rows $rows,
		private readonly Snapshots $snapshots,
		private readonly Tombstones $tombstones,
		private readonly UserTray $tray,
		private readonly Guard $guard,
	) {
	}

	public function register(): void {
		$this->guard->filter( 'wp_privacy_personal_data_exporters', $this->add( ... ) );
	}

	private function add( mixed $exporters ): mixed {
		$own = [
			'duet-for-tiktok' => [
				'exporter_friendly_name' => __( 'Duet for TikTok', 'duet-for-tiktok' ),
				'callback'               => $this->answer( ... ),
			],
		];
		return is_array( $exporters ) ? $exporters + $own : $exporters;
	}

	/** @return array<string, mixed>|WP_Error An export that failed must not look like an empty one. */
	private function answer( mixed $email, mixed $page = 1 ): array|WP_Error {
		$answer = $this->guard->run(
			fn(): array => $this->export( is_string( $email ) ? $email : '', is_numeric( $page ) ? max( 1, (int) $page ) : 1 ),
			'exporter'
		);
		return is_array( $answer )
			? $answer
			: new WP_Error(
				'duet_export',
				__( 'Duet could not read its data. The reason is in the log; please try again.', 'duet-for-tiktok' )
			);
	}

	/**
	 * @param int $page From 1.
	 * @return array{data: list<array<string, mixed>>, done: bool}
	 */
	public function export( string $email, int $page ): array {
		$person = $this->orders->person( $email );
		$rows   = $this->rows->page( $person, $page, self::ROWS );
		$data   = 1 === $page ? $this->others( $person ) : [];
		foreach ( $rows as $row ) {
			$data[] = self::item(
				'duet_events',
				__( 'Events for TikTok', 'duet-for-tiktok' ),
				"duet-event-{$row['id']}",
				Wording::row( $row )
			);
		}
		foreach ( $this->orders->page( $person, $page, self::ORDERS ) as $order ) {
			$lines = Wording::snapshot( $order->get_meta( $this->snapshots->meta ) );
			$told  = Wording::told( $order->get_meta( $this->snapshots->browser ) );
			if ( [] !== [ ...$lines, ...$told ] ) {
				$number = [
					'name'  => __( 'Order', 'duet-for-tiktok' ),
					'value' => (string) $order->get_order_number(),
				];
				$data[] = self::item(
					'duet_visits',
					__( 'Visits kept with orders (Duet for TikTok)', 'duet-for-tiktok' ),
					"duet-order-{$order->get_id()}",
					[ $number, ...$lines, ...$told ]
				);
			}
		}
		return [
			'data' => $data,
			'done' => count( $rows ) < self::ROWS && count( $person->orders ) <= $page * self::ORDERS,
		];
	}

	/**
	 * What is neither an event of the outbox nor an order's.
	 *
	 * @return list<array<string, mixed>>
	 */
	private function others( Person $person ): array {
		$data = [];
		foreach ( $this->tombstones->of( $person->visitors ) as [ $visitor, $at ] ) {
			$data[] = self::item(
				'duet_refusals',
				__( 'Consent withdrawn (Duet for TikTok)', 'duet-for-tiktok' ),
				"duet-refusal-$visitor",
				Wording::refusal( $visitor, $at )
			);
		}
		foreach ( $this->tray->waiting( $person->user ) as $item ) {
			$data[] = self::item(
				'duet_events',
				__( 'Events for TikTok', 'duet-for-tiktok' ),
				"duet-event-{$item['id']}",
				Wording::waiting( $item )
			);
		}
		return $data;
	}

	/**
	 * @param list<array{name: string, value: string}> $lines
	 * @return array<string, mixed>
	 */
	private static function item( string $group, string $label, string $id, array $lines ): array {
		return [
			'group_id'    => $group,
			'group_label' => $label,
			'item_id'     => $id,
			'data'        => $lines,
		];
	}
}
