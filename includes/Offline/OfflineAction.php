<?php
declare(strict_types=1);

namespace Duet\Offline;

use DateTimeZone;
use Duet\Channel\EventSink;
use Duet\Event\Catalogue;
use Duet\Event\PersonalData;
use Duet\Support\Clock;
use Duet\Support\Guard;
use Duet\Support\IdKey;
use Duet\Support\Log;

defined( 'ABSPATH' ) || exit;

/**
 * `do_action( 'duet_offline', $name, $params, $person, $context )`: a sale or another of TikTok's standard events that
 * happened away from this website, for TikTok's offline event set.
 *
 * $params as the catalogue has them ({value, currency, contents, order_id}); $person raw {email, phone, country},
 * hashed before anything is stored; $context {id?: the same for the same event, time?: Unix seconds}. Code that calls
 * it says that it may.
 */
final class OfflineAction {

	public function __construct(
		private readonly Catalogue $catalogue,
		private readonly EventSink $pipeline,
		private readonly IdKey $key,
		private readonly Clock $clock,
		private readonly Log $log,
		private readonly Guard $guard,
	) {
	}

	public function register(): void {
		/**
		 * Reports a sale, or another standard event, that happened away from the website to the offline event set.
		 *
		 * The calling code confirms that the person may be reported: Duet has no consent of theirs to check.
		 *
		 * @since 0.1.0
		 *
		 * @param string                $name    TikTok's name of the event, such as `Purchase`.
		 * @param array<string, mixed>  $params  `value`, `currency`, `contents`, `order_id`.
		 * @param array<string, string> $person  `email`, `phone`, `country`; hashed before anything is stored.
		 * @param array<string, mixed>  $context `id` (the same ID is the same event) and `time` (Unix seconds).
		 */
		$this->guard->action( 'duet_offline', $this->take( ... ), 10, 4 );
	}

	private function take( mixed $name, mixed $params = [], mixed $person = [], mixed $context = [] ): void {
		$params = is_array( $params ) ? array_filter( $params, is_string( ... ), ARRAY_FILTER_USE_KEY ) : [];
		PersonalData::refuse( $params, $this->catalogue );
		$person  = array_filter(
			is_array( $person ) ? $person : [],
			static fn( mixed $value, mixed $key ): bool => is_string( $value ) && is_string( $key ),
			ARRAY_FILTER_USE_BOTH
		);
		$context = is_array( $context ) ? $context : [];
		$now     = $this->clock->now();
		$given   = $context['time'] ?? $now;
		$sale    = new Sale( $this->catalogue, $this->key, new DateTimeZone( 'UTC' ), $now );
		$time    = is_int( $given ) || ( is_string( $given ) && ctype_digit( $given ) )
			? $sale->within( (int) $given )
			: 'The time is not in Unix seconds.';
		$missing = Sale::missing_contact( $person );
		if ( is_string( $time ) || '' !== $missing ) {
			$this->log->once( 'duet_offline: ' . ( is_string( $time ) ? $time : $missing ) );
			return;
		}
		$id    = is_scalar( $context['id'] ?? null )
			? $sale->id( [ $name, (string) $context['id'] ] )
			: $sale->id( [ $name, $params, $person, $time ] );
		$event = $sale->event( $id, $time, $params, $person, is_string( $name ) ? $name : '' );
		if ( is_array( $event ) ) {
			$this->log->once( 'duet_offline: ' . implode( ', ', $event ) );
			return;
		}
		if ( ! $event->definition->offline() ) {
			$this->log->once( 'duet_offline: TikTok knows no such event offline' );
			return;
		}
		$this->pipeline->push( $event );
	}
}
