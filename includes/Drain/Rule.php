<?php
declare(strict_types=1);

namespace Duet\Drain;

use Duet\EventsApi\Outcome;
use Duet\EventsApi\Pause;
use Duet\EventsApi\Reply;

defined( 'ABSPATH' ) || exit;

/** What a reply means for the rows that were in the request; Pause says what it means for the pixel. */
final class Rule {

	/** Times an event that travels alone is sent before "partly processed" is taken for its whole answer. */
	private const PARTIAL_TRIES = 3;

	/** Seconds for which others go first after a second failure, doubled with each, and at most. */
	private const ASIDE     = 60;
	private const MAX_ASIDE = 7200;

	public function __construct( private readonly Claims $claims ) {
	}

	/**
	 * @param Pause $pause What the reply means for the pixel.
	 * @param bool  $spare Whether so many events were refused in a row that this refusal gives none up.
	 */
	public function apply( Batch $batch, Reply $reply, int $now, Pause $pause, bool $spare = false ): DrainReport {
		return match ( $reply->outcome ) {
			Outcome::Accepted                            => new DrainReport( delivered: $this->claims->delivered( $batch, $reply, $now ) ),
			Outcome::Partial                             => $this->again( $batch, $reply, $now ),
			Outcome::Throttled, Outcome::BadCredentials  => new DrainReport( released: $this->claims->release( $batch, $reply, counted: false ) ),
			Outcome::Unreachable, Outcome::Ambiguous     => $reply->may_concern_events()
				? $this->set_aside( $batch, $reply, $now, $pause )
				: new DrainReport( released: $this->claims->release( $batch, $reply, counted: true ) ),
			Outcome::BadEvent                            => $spare
				? $this->set_aside( $batch, $reply, $now, $pause )
				: $this->isolate( $batch, $reply, self::suspect( $batch, $reply ) ),
			Outcome::TooLarge                            => new DrainReport( released: $this->claims->split( $batch, $reply, $batch->half() ) ),
		};
	}

	/**
	 * Nothing proves that an event is at fault, and one may be: a firewall that dislikes a product's name refuses every
	 * request the product is in. So the events go on in halves, and from their second failure on after the others; whatever
	 * passes ends the pause, and what never passes expires at its time, with the reason.
	 */
	private function set_aside( Batch $batch, Reply $reply, int $now, Pause $pause ): DrainReport {
		// Counted from the end of the pause: a pause and a wait of half the time each would be all of it.
		$start = max( $pause->until, $now );
		$wait  = min( self::MAX_ASIDE, self::ASIDE * 2 ** min( 10, $batch->attempts() ), max( self::ASIDE, intdiv( $batch->deadline() - $start, 2 ) ) );
		$next  = 0 === $batch->attempts() ? 0 : $start + $wait;
		return new DrainReport( released: $this->claims->set_aside( $batch, $reply, $batch->half(), $next ) );
	}

	/** The taken ones merge with their second copy; what was left out gets through in one of the halves, in the end alone. */
	private function again( Batch $batch, Reply $reply, int $now ): DrainReport {
		if ( $batch->size() > 1 ) {
			return new DrainReport( released: $this->claims->split( $batch, $reply, $batch->half() ) );
		}
		return $batch->deliveries[0]->attempts + 1 < self::PARTIAL_TRIES
			? new DrainReport( released: $this->claims->release( $batch, $reply, counted: true ) )
			: new DrainReport( delivered: $this->claims->delivered( $batch, $reply, $now ) );
	}

	/** The refused request is tried again in halves; a row refused on its own is the one. */
	private function isolate( Batch $batch, Reply $reply, ?Delivery $suspect ): DrainReport {
		if ( 1 === $batch->size() ) {
			return new DrainReport( dead: $this->claims->dead( $batch, $reply->line(), $reply->request_id ) );
		}
		$half     = $batch->half();
		$rest     = null === $suspect ? $batch : $batch->without( [ $suspect->id ] );
		$alone    = null === $suspect ? null : $batch->only( $suspect );
		$released = null === $alone ? 0 : $this->claims->split( $alone, $reply, 1 );
		return new DrainReport( released: $released + ( null === $rest ? 0 : $this->claims->split( $rest, $reply, $half ) ) );
	}

	/**
	 * TikTok's messages name the item ("Batch.3.properties..."). That is a hint and no verdict: the row goes out alone
	 * next, and the others still in halves, so a wrong hint costs two requests and no event.
	 */
	private static function suspect( Batch $batch, Reply $reply ): ?Delivery {
		return 1 === preg_match( '/\b(?:batch|data)[.\[](\d{1,4})\b/i', $reply->message, $index ) ? $batch->deliveries[ (int) $index[1] ] ?? null : null;
	}
}
