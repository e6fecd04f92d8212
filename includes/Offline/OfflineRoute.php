<?php
declare(strict_types=1);

namespace Duet\Offline;

use Closure;
use Duet\Admin\Access;
use WP_REST_Request;
use WP_REST_Response;

defined( 'ABSPATH' ) || exit;

/**
 * POST duet/v1/offline/check {text, reading}: judges a file of sales and writes nothing. POST duet/v1/offline/import
 * {text, reading, ticket, from}: takes the next rows of a file that was checked. The file travels anew each time, as
 * base64 for it may have any encoding, and is never stored.
 */
final class OfflineRoute {

	public function __construct(
		private readonly Access $access,
		private readonly SalesImport $import,
	) {
	}

	public function register(): void {
		add_action( 'rest_api_init', $this->routes( ... ) );
	}

	private function routes(): void {
		$may  = $this->access->may( ... );
		$args = [
			'file'    => [ 'type' => 'string', 'required' => true ],
			'reading' => [ 'type' => 'object', 'default' => [] ],
		];
		register_rest_route(
			'duet/v1',
			'/offline/check',
			[ 'methods' => 'POST', 'callback' => $this->judge( ... ), 'permission_callback' => $may, 'args' => $args ]
		);
		$args += [
			'ticket' => [ 'type' => 'string', 'required' => true ],
			'from'   => [ 'type' => 'integer', 'minimum' => 0, 'default' => 0 ],
		];
		register_rest_route(
			'duet/v1',
			'/offline/import',
			[ 'methods' => 'POST', 'callback' => $this->take( ... ), 'permission_callback' => $may, 'args' => $args ]
		);
	}

	/** @return WP_REST_Response As Offline\Import::check(), and `obstacle`: why it could not be imported, or ''. */
	public function judge( WP_REST_Request $request ): WP_REST_Response {
		return $this->answer( fn(): array => $this->import->check( self::file( $request ), self::reading( $request ) ) + [ 'obstacle' => $this->import->obstacle() ] );
	}

	/** @return WP_REST_Response As Offline\Import::run(). */
	public function take( WP_REST_Request $request ): WP_REST_Response {
		$ticket = $request->get_param( 'ticket' );
		$from   = $request->get_param( 'from' );
		return $this->answer( fn(): array => $this->import->run( self::file( $request ), self::reading( $request ), is_string( $ticket ) ? $ticket : '', is_int( $from ) ? $from : 0 ) );
	}

	private static function file( WP_REST_Request $request ): string {
		$file = $request->get_param( 'file' );
		return (string) base64_decode( is_string( $file ) ? $file : '', true );
	}

	/** @return array<mixed> */
	private static function reading( WP_REST_Request $request ): array {
		$reading = $request->get_param( 'reading' );
		return is_array( $reading ) ? $reading : [];
	}

	/** @param Closure(): array<string, mixed> $work */
	private function answer( Closure $work ): WP_REST_Response {
		try {
			[ $data, $status ] = [ $work(), 200 ];
		} catch ( \DomainException $problem ) {
			[ $data, $status ] = [ [ 'code' => 'duet_offline_file', 'message' => $problem->getMessage() ], 400 ];
		}
		return new WP_REST_Response( $data, $status, [ 'Cache-Control' => 'no-store' ] );
	}
}
