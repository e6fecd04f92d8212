<?php
declare(strict_types=1);

namespace Duet\Deliveries;

use Duet\Outbox\State;
use WP_REST_Request;

defined( 'ABSPATH' ) || exit;

/** Which deliveries a request is for: the same in the list and in its export. */
final class DeliveryFilter {

	/** @return array<string, array<string, mixed>> REST arguments. */
	public static function args(): array {
		$text     = static fn( string $pattern ): array => [ 'type' => 'string', 'pattern' => $pattern ];
		$is_shown = static fn( string $state ): bool => State::Tombstone->value !== $state;
		$states   = array_values( array_filter( array_column( State::cases(), 'value' ), $is_shown ) );
		return [
			'state'      => [ 'type' => 'string', 'enum' => $states ],
			'event'      => $text( '^[A-Za-z0-9 _-]{1,50}$' ),
			'pixel_code' => $text( '^[A-Za-z0-9]{1,32}$' ),
			'order'      => $text( '^#?[A-Za-z0-9._/ -]{1,40}$' ),
			'test'       => [ 'type' => 'boolean' ],
		];
	}

	/**
	 * @return array{state?: string, event?: string, pixel_code?: string, order?: string, test?: bool} As Ledger::page()
	 *         takes it.
	 */
	public static function of( WP_REST_Request $request ): array {
		$where = [];
		foreach ( [ 'state', 'event', 'pixel_code', 'order' ] as $filter ) {
			$value = $request->get_param( $filter );
			if ( is_string( $value ) && '' !== $value ) {
				$where[ $filter ] = 'order' === $filter ? ltrim( $value, '#' ) : $value;
			}
		}
		$test = $request->get_param( 'test' );
		return is_bool( $test ) ? $where + [ 'test' => $test ] : $where;
	}
}
