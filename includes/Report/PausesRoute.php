<?php
declare(strict_types=1);

namespace Duet\Report;

use Duet\Admin\Access;
use WP_REST_Request;
use WP_REST_Response;
use WP_REST_Server;

defined( 'ABSPATH' ) || exit;

/** GET duet/v1/pauses: pixels that are paused, why, and what to do. POST duet/v1/pauses {pixel_code}: try again now. */
final class PausesRoute {

	public function __construct(
		private readonly Access $access,
		private readonly PixelHealth $health,
	) {
	}

	public function register(): void {
		add_action( 'rest_api_init', $this->routes( ... ) );
	}

	private function routes(): void {
		$may  = $this->access->may( ... );
		$code = [ 'type' => 'string', 'required' => true ];
		register_rest_route(
			'duet/v1',
			'/pauses',
			[
				[
					'methods'             => WP_REST_Server::READABLE,
					'callback'            => $this->read( ... ),
					'permission_callback' => $may,
				],
				[
					'methods'             => 'POST',
					'callback'            => $this->resume( ... ),
					'permission_callback' => $may,
					'args'                => [ 'pixel_code' => $code ],
				],
			]
		);
	}

	/**
	 * @return WP_REST_Response List of {pixel_code, label, reason, summary, next, answer, since, until, can_resume};
	 *         times in Unix seconds.
	 */
	public function read(): WP_REST_Response {
		$rows = [];
		foreach ( $this->health->pixels() as $pixel ) {
			$paused = is_array( $pixel['paused'] ?? null ) ? $pixel['paused'] : null;
			$reason = is_string( $paused['reason'] ?? null ) ? $paused['reason'] : '';
			// A copied or moved site has a notice of its own, with its own answers.
			if ( null === $paused || in_array( $reason, [ 'address', 'copy' ], true ) ) {
				continue;
			}
			$answer = is_string( $paused['message'] ?? null ) ? $paused['message'] : '';
			$rows[] = [
				'pixel_code' => $pixel['code'] ?? '',
				'label'      => $pixel['label'] ?? '',
				'reason'     => $reason,
				'answer'     => $answer,
				'since'      => $paused['since'] ?? 0,
				'until'      => $paused['until'] ?? 0,
				'can_resume' => 'throttled' !== $reason,
			] + PauseWords::of( $reason, $answer );
		}
		return new WP_REST_Response( $rows, 200, [ 'Cache-Control' => 'no-store' ] );
	}

	/** @return WP_REST_Response As read(). */
	public function resume( WP_REST_Request $request ): WP_REST_Response {
		$code  = $request->get_param( 'pixel_code' );
		$known = array_column( $this->health->pixels(), 'code' );
		if ( is_string( $code ) && in_array( $code, $known, true ) ) {
			$this->health->resume( $code );
		}
		return $this->read();
	}
}
