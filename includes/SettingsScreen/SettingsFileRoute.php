<?php
declare(strict_types=1);

namespace Duet\SettingsScreen;

use Duet\Admin\Access;
use Duet\Settings\Schema;
use WP_REST_Request;
use WP_REST_Response;

defined( 'ABSPATH' ) || exit;

/**
 * POST duet/v1/settings-file: reads a settings file of another site and answers what is good in it, over the defaults.
 * Saves nothing: the screen shows it as unsaved changes, and the usual way of saving judges them like any others.
 */
final class SettingsFileRoute {

	/** Of a set-up with every list full; what is larger is no settings file. */
	private const MOST_BYTES = 262_144;

	public function __construct(
		private readonly Access $access,
		private readonly Schema $schema,
	) {
	}

	public function register(): void {
		add_action( 'rest_api_init', $this->routes( ... ) );
	}

	private function routes(): void {
		register_rest_route( 'duet/v1', '/settings-file', [ 'methods' => 'POST', 'callback' => $this->read( ... ), 'permission_callback' => $this->access->may( ... ) ] );
	}

	/** @return WP_REST_Response {settings, left_out: list of dotted paths}; 400 with a message for anything else than such a file. */
	public function read( WP_REST_Request $request ): WP_REST_Response {
		$text = $request->get_body();
		$file = strlen( $text ) <= self::MOST_BYTES ? json_decode( $text, true, 16 ) : null;
		if ( ! is_array( $file ) || 'duet-for-tiktok' !== ( $file['plugin'] ?? null ) || ! is_array( $file['settings'] ?? null ) ) {
			$message = __( 'This is not a settings file of Duet. Choose a file that "Download settings" made.', 'duet-for-tiktok' );
			return $this->answer( [ 'code' => 'duet_not_a_settings_file', 'message' => $message ], 400 );
		}
		[ $good, $errors ] = $this->schema->check( $file['settings'] );
		// When a pixel came to its site says nothing about this one.
		$good['pixels'] = array_map( static fn( array $pixel ): array => array_diff_key( $pixel, [ 'added' => 0 ] ), array_filter( (array) ( $good['pixels'] ?? [] ), is_array( ... ) ) );
		return $this->answer( [ 'settings' => $this->schema->shaped( $this->schema->complete( $good ) ), 'left_out' => array_keys( $errors ) ], 200 );
	}

	/** @param array<string, mixed> $data */
	private function answer( array $data, int $status ): WP_REST_Response {
		return new WP_REST_Response( $data, $status, [ 'Cache-Control' => 'no-store' ] );
	}
}
