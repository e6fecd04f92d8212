<?php
declare(strict_types=1);

namespace Duet\Accuracy;

use Duet\Admin\Access;
use WP_REST_Request;
use WP_REST_Response;
use WP_REST_Server;

defined( 'ABSPATH' ) || exit;

/**
 * GET duet/v1/accuracy {days, compare?}: sales against conversions, and totals of the days before.
 * POST duet/v1/accuracy/repair: sends what can still be sent.
 */
final class AccuracyRoute {

	public function __construct(
		private readonly Access $access,
		private readonly AccuracyReports $reports,
		private readonly SaleRepair $repair,
	) {
	}

	public function add(): void {
		$may  = $this->access->may( ... );
		$days = [ 'type' => 'integer', 'minimum' => 1, 'maximum' => 90, 'default' => 14 ];
		register_rest_route(
			'duet/v1',
			'/accuracy',
			[
				'methods'             => WP_REST_Server::READABLE,
				'callback'            => $this->read( ... ),
				'permission_callback' => $may,
				'args'                => [ 'days' => $days, 'compare' => [ 'type' => 'boolean', 'default' => false ] ],
			]
		);
		register_rest_route(
			'duet/v1',
			'/accuracy/repair',
			[ 'methods' => 'POST', 'callback' => $this->mend( ... ), 'permission_callback' => $may ]
		);
	}

	/** @return WP_REST_Response As Accuracy\Accuracy::of(), each difference with its reason in `words`. */
	public function read( WP_REST_Request $request ): WP_REST_Response {
		$days   = $request->get_param( 'days' );
		$days   = is_int( $days ) ? $days : 14;
		$report = $this->reports->of( $days );
		$rows   = is_array( $report['differences'] ?? null ) ? $report['differences'] : [];
		$words  = [];
		foreach ( array_unique( array_column( $rows, 'reason' ) ) as $reason ) {
			$words[ (string) $reason ] = Reasons::words( (string) $reason );
		}
		$before = true === $request->get_param( 'compare' ) ? [ 'before' => $this->reports->before( $days ) ] : [];
		return $this->answer( $report + $before + [ 'words' => (object) $words ] );
	}

	/** @return WP_REST_Response As Accuracy\Repair::run(), and what it did in `message`. */
	public function mend(): WP_REST_Response {
		$done = $this->repair->run();
		return $this->answer( $done + [ 'message' => self::message( $done ) ] );
	}

	/** @param array<string, int> $done */
	private static function message( array $done ): string {
		$count    = static fn( string $what ): int => $done[ $what ] ?? 0;
		$sum      = $count( 'found' ) + $count( 'again' );
		$withheld = $count( 'withheld' );
		$too_old  = $count( 'too_old' );
		$failed   = $count( 'failed' );
		$left     = $count( 'left' );
		$lines    = [
			/* translators: %d: number of sales. */
			0 === $sum ? __( 'There is nothing that could still be sent.', 'duet-for-tiktok' ) : sprintf( _n( '%d sale is on its way to TikTok.', '%d sales are on their way to TikTok.', $sum, 'duet-for-tiktok' ), $sum ),
			/* translators: %d: number of sales. */
			0 === $withheld ? '' : sprintf( _n( '%d sale stays withheld, by code on your site or because its shopper withdrew consent.', '%d sales stay withheld, by code on your site or because their shoppers withdrew consent.', $withheld, 'duet-for-tiktok' ), $withheld ),
			/* translators: %d: number of sales. */
			0 === $too_old ? '' : sprintf( _n( '%d sale is too old: TikTok might count it twice.', '%d sales are too old: TikTok might count them twice.', $too_old, 'duet-for-tiktok' ), $too_old ),
			/* translators: %d: number of sales. */
			0 === $failed ? '' : sprintf( _n( '%d sale could not be saved. The next hourly check tries again; if it stays so, ask your host about the database.', '%d sales could not be saved. The next hourly check tries again; if it stays so, ask your host about the database.', $failed, 'duet-for-tiktok' ), $failed ),
			/* translators: %d: number of sales. */
			0 === $left ? '' : sprintf( _n( '%d sale cannot be sent again: its order changed, or its pixel was removed.', '%d sales cannot be sent again: their orders changed, or their pixels were removed.', $left, 'duet-for-tiktok' ), $left ),
		];
		return implode( ' ', array_filter( $lines, static fn( string $line ): bool => '' !== $line ) );
	}

	/** @param array<string, mixed> $data */
	private function answer( array $data ): WP_REST_Response {
		return new WP_REST_Response( $data, 200, [ 'Cache-Control' => 'no-store' ] );
	}
}
