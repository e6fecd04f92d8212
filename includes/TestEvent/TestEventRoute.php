<?php
declare(strict_types=1);

namespace Duet\TestEvent;

use Closure;
use Duet\Admin\Access;
use Duet\EventsApi\Reply;
use Duet\Settings\Pixel;
use Duet\Settings\Settings;
use Duet\Settings\Tokens;
use Duet\Settings\TokenSource;
use WP_REST_Request;
use WP_REST_Response;

defined( 'ABSPATH' ) || exit;

/** POST duet/v1/test-event {pixel_code}: sends one test-coded event and returns TikTok's own answer. */
final class TestEventRoute {

	/** @param Closure(Pixel): Reply $probe Sends one event with the pixel's test code and token: Probe::send(), or a test's. */
	public function __construct(
		private readonly Access $access,
		private readonly Settings $settings,
		private readonly Tokens $tokens,
		private readonly Closure $probe,
	) {
	}

	public function register(): void {
		add_action( 'rest_api_init', $this->routes( ... ) );
	}

	private function routes(): void {
		register_rest_route(
			'duet/v1',
			'/test-event',
			[
				'methods'             => 'POST',
				'callback'            => $this->send( ... ),
				'permission_callback' => $this->access->may( ... ),
			]
		);
	}

	/** Only saved pixels: what was tested is then what will be used. */
	public function send( WP_REST_Request $request ): WP_REST_Response {
		$code     = $request->get_param( 'pixel_code' );
		$is_asked = static fn( Pixel $pixel ): bool => $pixel->code === $code;
		$found    = array_values( array_filter( $this->settings->pixels(), $is_asked ) );
		$pixel    = $found[0] ?? null;
		if ( null === $pixel || ! $this->tokens->has( $pixel->code ) || '' === $pixel->test_event_code ) {
			return $this->answer( [ 'code' => 'duet_cannot_test', 'message' => $this->missing( $pixel ) ], 400 );
		}
		return $this->answer( TestAnswer::of( ( $this->probe )( $pixel ) ), 200 );
	}

	private function missing( ?Pixel $pixel ): string {
		$source = null === $pixel ? TokenSource::None : $this->tokens->source( $pixel->code );
		return match ( true ) {
			null === $pixel                      => __( 'Save this pixel first, then send the test event.', 'duet-for-tiktok' ),
			TokenSource::Unreadable === $source  => __( "The site's security keys have changed, so the saved token cannot be read any more. Enter the token again and save.", 'duet-for-tiktok' ),
			TokenSource::None === $source        => __( 'Enter the access token and save, then send the test event.', 'duet-for-tiktok' ),
			default                              => __( 'Enter a test event code and save. You find it in TikTok Events Manager > your pixel > Test events.', 'duet-for-tiktok' ),
		};
	}

	/** @param array<string, mixed> $data */
	private function answer( array $data, int $status ): WP_REST_Response {
		return new WP_REST_Response( $data, $status, [ 'Cache-Control' => 'no-store' ] );
	}
}
