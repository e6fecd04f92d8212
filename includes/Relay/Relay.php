<?php
declare(strict_types=1);

namespace Duet\Relay;

use Closure;
use Duet\Channel\EventSink;
use Duet\Event\Catalogue;
use Duet\Event\ChannelName;
use Duet\Event\Decision;
use Duet\Event\Event;
use Duet\Event\EventId;
use Duet\Event\Facts;
use Duet\Event\InvalidEvent;
use Duet\Event\Origin;
use Duet\Event\Visitor;
use Duet\PublicRoutes\AfterResponse;
use Duet\PublicRoutes\PublicRoute;
use Duet\Settings\Settings;
use Duet\Support\Clock;
use Duet\Support\OwnSite;
use Duet\Visitor\Customer;
use Duet\Visitor\RequestVisitor;
use Duet\Visitor\TypedPerson;

defined( 'ABSPATH' ) || exit;

/**
 * POST duet/v1/events: browser-born events on their way to the server's channels. The whole request is judged before
 * anything is written; an event that is not believed is left out and the others go on.
 */
final class Relay {

	private const MOST_BYTES  = 16384;
	private const MOST_EVENTS = 20;

	/** TikTok counts what is younger than its 48 hours; a page that slept longer than a day reports nothing new. */
	private const OLDEST_MS = 86_400_000;

	/** Programs that say so; "Cubot" is a telephone. */
	private const BOTS = '/(?<!cu)bot\b|crawl|spider|slurp|facebookexternalhit|lighthouse|curl\/|wget\/|python-|go-http-client/i';

	/** @var array<string, Visitor> Of the batch in hand, by page. */
	private array $visitors = [];

	/**
	 * How much may wait is the outbox's rule: it counts page events, a class of their own, before it takes one more.
	 *
	 * @param Closure(): int        $shopper The logged-in user's ID or 0, see shopper(): a REST request without a nonce
	 *         has no user.
	 */
	public function __construct(
		private readonly Settings $settings,
		private readonly Catalogue $catalogue,
		private readonly RequestVisitor $request,
		private readonly RelayedParams $params,
		private readonly Customer $customer,
		private readonly PublicRoute $route,
		private readonly AfterResponse $after,
		private readonly Closure $shopper,
		private readonly EventSink $pipeline,
		private readonly Clock $clock,
		private readonly FloodLimit $limit,
	) {
	}

	public function register(): void {
		$this->route->add( '/events', self::MOST_BYTES, $this->handle( ... ) );
	}

	/**
	 * @return int The user behind this request by its login cookie, which proves them without a nonce; for reading
	 *         only.
	 */
	public static function shopper(): int {
		return (int) wp_validate_auth_cookie( '', 'logged_in' );
	}

	public static function is_bot( Visitor $visitor ): bool {
		return 1 === preg_match( self::BOTS, $visitor->user_agent );
	}

	/**
	 * @param array<mixed> $body {events: [{name, id, proof?, age, url, referrer, params, person}], limited?}; url and
	 *         referrer may stand once beside events.
	 * @return int HTTP status: 200 when at least one event was taken.
	 */
	public function handle( array $body ): int {
		$list = $body['events'] ?? null;
		if ( ! is_array( $list ) || ! array_is_list( $list ) || [] === $list || count( $list ) > self::MOST_EVENTS ) {
			return 400;
		}
		$this->visitors = [];
		$visitor        = $this->visitor( $body );
		if ( Decision::Granted !== $visitor->decision() || self::is_bot( $visitor ) ) {
			return 403;
		}
		$user = ( $this->shopper )();
		if ( $this->customer->visit_excluded( $user, 'What the page sent' ) ) {
			return 403;
		}
		$person = $this->customer->facts( $user, $visitor->visitor );
		$events = [];
		foreach ( array_filter( $list, is_array( ... ) ) as $item ) {
			$events[] = $this->event( $item + $body, $person );
		}
		$events = array_filter( $events );
		if ( [] === $events ) {
			return 400;
		}
		if ( $this->limit->is_reached( $visitor->connection ) ) {
			return 429;
		}
		foreach ( $events as $event ) {
			$this->pipeline->push( $event );
		}
		$this->after->plan();
		return 200;
	}

	/**
	 * Or null, for an event that is not believed. Which one that was, the answer does not say.
	 *
	 * @param array<mixed> $item
	 */
	private function event( array $item, Facts $person ): ?Event {
		// The page must be ours by its own word, not by the Referer header, which a privacy setting may cut to the
		// host.
		if ( '' === ( new OwnSite( home_url() ) )->page( $item['url'] ?? null ) ) {
			return null;
		}
		$name   = $item['name'] ?? null;
		$age    = $item['age'] ?? null;
		$params = $item['params'] ?? [];
		if ( ! is_string( $name ) || ! is_string( $item['id'] ?? null ) || ! is_array( $params ) ) {
			return null;
		}
		if ( ! ( is_int( $age ) || is_float( $age ) ) || $age < 0 || $age > self::OLDEST_MS ) {
			return null;
		}
		try {
			$definition = $this->catalogue->define( $name );
			// Purchase, PlaceAnOrder and Refund, under whatever name, are born on the server alone, so they end here.
			if (
				! $definition->born( 'browser' )
				|| ! $this->settings->channel_on( $definition, ChannelName::EventsApi )
			) {
				return null;
			}
			// A visitor must not use up the id of an order, or one that a developer chose, before its event comes.
			// Those that this
			// server printed for a visitor without consent come with its proof.
			if (
				! EventId::is_browsers( $item['id'] )
				&& ! $this->params->is_ours( $definition, $item['id'], $item['proof'] ?? null )
			) {
				return null;
			}
			// Renamed first: "order_value" is money, too.
			$params = array_filter( $params, is_string( ... ), ARRAY_FILTER_USE_KEY );
			$params = $this->catalogue->fitting( $this->catalogue->renamed( $definition, $params ) );
			$params = $this->params->checked( $definition, $params );
			$typed  = new Facts( $params, TypedPerson::of( $item['person'] ?? null ) );
			// What the visitor typed fills the gaps of what their account says.
			$facts   = $typed->and( $person );
			$time    = $this->clock->now() - intdiv( (int) $age, 1000 );
			$visitor = self::limited( $this->visitor( $item ), true === ( $item['limited'] ?? null ) );
			return Event::of(
				$this->catalogue,
				$definition->name,
				$item['id'],
				$time,
				$facts,
				$visitor,
				Origin::Browser
			);
		} catch ( InvalidEvent ) {
			return null;
		}
	}

	/**
	 * The visitor on the page of an event. Read once for each page of a batch: code of other plugins filters it.
	 *
	 * @param array<mixed> $item
	 */
	private function visitor( array $item ): Visitor {
		$page = [ 'url' => $item['url'] ?? null, 'referrer' => $item['referrer'] ?? null ];
		return $this->visitors[ (string) wp_json_encode( $page ) ] ??= $this->request->visitor( $page );
	}

	/**
	 * The page's script sees Global Privacy Control where a proxy keeps its header from us. It may ask for the limit,
	 * never lift it.
	 */
	private static function limited( Visitor $visitor, bool $asked ): Visitor {
		return $asked && null !== $visitor->consent ? $visitor->with_consent( $visitor->consent->limited() ) : $visitor;
	}
}
