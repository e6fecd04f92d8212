<?php
declare(strict_types=1);

namespace Duet\Channel\EventsApi;

defined( 'ABSPATH' ) || exit;

/** What a reply means for the rows that were in the request. What it means for the pixel is Pause's business. */
final class Rule {

	/** Times an event that travels alone is sent before "partly processed" is taken for its whole answer. */
	private const PARTIAL_TRIES = 3;

	public function __construct( private readonly Claims $claims ) {
	}

	public function apply( Batch $batch, Reply $reply, int $now ): DrainReport {
		return match ( $reply->outcome ) {
			Outcome::Accepted                            => new DrainReport( delivered: $this->claims->delivered( $batch, $reply, $now ) ),
			Outcome::Partial                             => $this->again( $batch, $reply, $now ),
			Outcome::Throttled, Outcome::BadCredentials  => new DrainReport( released: $this->claims->release( $batch, $reply, counted: false ) ),
			Outcome::Unreachable, Outcome::Ambiguous     => new DrainReport( released: $this->claims->release( $batch, $reply, counted: true ) ),
			Outcome::BadEvent                            => $this->isolate( $batch, $reply, self::suspect( $batch, $reply ) ),
			Outcome::TooLarge                            => $this->isolate( $batch, $reply, null ),
		};
	}

	/** The taken ones merge with their second copy; what was left out gets through in one of the halves, in the end alone. */
	private function again( Batch $batch, Reply $reply, int $now ): DrainReport {
		if ( $batch->size() > 1 ) {
			return new DrainReport( released: $this->claims->split( $batch, $reply, intdiv( $batch->size() + 1, 2 ) ) );
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
		$half     = intdiv( $batch->size() + 1, 2 );
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
