<?php
declare(strict_types=1);

namespace Duet\Visitor;

use Duet\Event\Consent;
use Duet\Event\Decision;
use Duet\Event\Visitor;
use Duet\Settings\ConsentMode;
use Duet\Support\ClientIp;
use Duet\Support\Text;

defined( 'ABSPATH' ) || exit;

/**
 * What an app or a headless shop says of its shopper: `extensions.duet` of the Store API's checkout (docs/headless.md). Our
 * script is on no page there, so the visitor of the request knows no consent and no click, and may be the shop's own server.
 * Whoever posts can speak for the order they place and for no other. Every byte may be hostile; what has not its right form
 * is left out.
 */
final class ToldVisitor {

	/** The source of such an answer. */
	private const SOURCE = 'headless';

	private const TEXTS = [ 'ttclid', 'ttp', 'url', 'referrer', 'user_agent' ];

	/**
	 * @param Visitor      $visitor Of the request.
	 * @param mixed        $told    {consent, ttclid, ttp, url, referrer, user_agent, ip}, each optional.
	 * @param array<mixed> $server  $_SERVER.
	 * @param int          $now     Unix seconds.
	 */
	public static function of( Visitor $visitor, mixed $told, array $server, int $now ): Visitor {
		$told = is_array( $told ) ? array_filter( $told, static fn( mixed $value ): bool => null !== $value ) : [];
		if ( [] === $told ) {
			return $visitor;
		}
		// Only what the visitor's own rules let through.
		$texts = new Visitor( ...self::texts( $told ) );
		$facts = array_diff_key( $texts->to_array(), [ 'user_agent' => true ] ) + self::place( $told, $texts->user_agent, $server );
		$both  = Visitor::from_array( $facts + $visitor->to_array() );
		return null === $visitor->consent ? $both : $both->with_consent( self::consent( $visitor->consent, $told['consent'] ?? null, $now ) );
	}

	/** Whether this visitor said yes in that way. */
	public static function has_agreed( Visitor $visitor ): bool {
		return self::SOURCE === $visitor->consent?->source && Decision::Granted === $visitor->decision();
	}

	/** A refusal this request itself shows, by cookie, consent tool or signal of the browser, is never lifted from here. */
	private static function consent( Consent $known, mixed $told, int $now ): Consent {
		$decision = match ( $told ) {
			true, 'true', 'granted', 1, '1'   => Decision::Granted,
			false, 'false', 'denied', 0, '0' => Decision::Denied,
			default                          => null,
		};
		return match ( true ) {
			null === $decision, Decision::Denied === $known->decision => $known,
			// Nothing goes out before the merchant has chosen how consent works.
			Decision::Granted === $decision && ConsentMode::Unset->value === $known->mode => $known,
			default => $known->decided( $decision, self::SOURCE, $now ),
		};
	}

	/**
	 * Address and browser belong together, and a browser shows its own: only a server that posts for the shopper, which sends
	 * neither Origin nor Sec-Fetch-Site, may name another's. It then is not the shopper itself, so what it leaves out stays out.
	 *
	 * @param array<mixed> $told
	 * @param array<mixed> $server
	 * @return array{ip?: string, user_agent?: string}
	 */
	private static function place( array $told, string $user_agent, array $server ): array {
		$ip = ClientIp::named( $told['ip'] ?? null );
		return ! isset( $server['HTTP_ORIGIN'] ) && ! isset( $server['HTTP_SEC_FETCH_SITE'] ) && '' !== $ip . $user_agent
			? [ 'ip' => $ip, 'user_agent' => $user_agent ]
			: [];
	}

	/**
	 * @param array<mixed> $told
	 * @return array<string, string>
	 */
	private static function texts( array $told ): array {
		$texts = [];
		foreach ( self::TEXTS as $name ) {
			// WordPress reads digits as a number.
			$value          = $told[ $name ] ?? '';
			$texts[ $name ] = Text::line( is_int( $value ) ? (string) $value : $value, 2048 );
		}
		return $texts;
	}
}
