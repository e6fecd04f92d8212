<?php
declare(strict_types=1);

namespace Duet\TestEvent;

use Duet\Drain\DatabaseClock;
use Duet\Event\Catalogue;
use Duet\Event\Event;
use Duet\Event\Facts;
use Duet\Event\Origin;
use Duet\Event\Visitor;
use Duet\EventsApi\Client;
use Duet\EventsApi\Pauses;
use Duet\EventsApi\Payload;
use Duet\EventsApi\Reply;
use Duet\Settings\Pixel;
use Duet\Settings\Tokens;

defined( 'ABSPATH' ) || exit;

/**
 * The merchant's question "does it work?": one test-coded event, sent at once and past the queue, answered in TikTok's
 * own words. TikTok has no other way to check a token.
 */
final class Probe {

	/** Seconds; the merchant is looking at the button. */
	private const TIMEOUT = 10;

	/**
	 * @param Payload $payload Without the merchant's table of identifiers: no person is behind this event, and TikTok
	 *         asks for an identifier.
	 */
	public function __construct(
		private readonly Catalogue $catalogue,
		private readonly Payload $payload,
		private readonly Client $client,
		private readonly Tokens $tokens,
		private readonly Pauses $pauses,
		private readonly DatabaseClock $clock,
	) {
	}

	/**
	 * An accepted event also ends a pause for bad credentials: a permission repaired at TikTok needs no new token here.
	 *
	 * @param Pixel  $pixel With a test event code; real events must never carry one.
	 * @param string $url   Page the event is said to come from: the home page.
	 */
	public function send( Pixel $pixel, string $url ): Reply {
		$token = $this->tokens->get( $pixel->code );
		if ( null === $token || '' === $pixel->test_event_code ) {
			throw new \LogicException( 'A test event needs a token and a test event code' );
		}
		$this->clock->start();
		$now   = $this->clock->now();
		$event = Event::of(
			$this->catalogue,
			'ViewContent',
			'test-' . bin2hex( random_bytes( 8 ) ),
			$now,
			new Facts( [], [ 'external_id' => 'duet-test' ] ),
			new Visitor( url: $url ),
			Origin::Server
		);
		$item  = $this->payload->build( $event, $event->name );
		$reply = $this->client->send(
			$token,
			Payload::envelope( $item->source, $pixel->code, $pixel->test_event_code, [ $item->whole() ] ),
			self::TIMEOUT,
			$now
		);
		$this->pauses->learn( $pixel->code, $reply, $now );
		return $reply;
	}
}
