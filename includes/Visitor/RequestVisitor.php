<?php
declare(strict_types=1);

namespace Duet\Visitor;

use Duet\Consent\ConsentSource;
use Duet\Consent\CountryRules;
use Duet\Event\Consent;
use Duet\Event\Decision;
use Duet\Event\Visitor;
use Duet\Settings\ConsentMode;
use Duet\Settings\Settings;
use Duet\Support\Callbacks;
use Duet\Support\ClientIp;
use Duet\Support\Clock;
use Duet\Support\Log;
use Duet\Support\OwnSite;
use Duet\Support\Text;

defined( 'ABSPATH' ) || exit;

/**
 * The visitor behind this very request: cookies, headers, and what the page's script told about itself. Only to be
 * asked in requests a visitor makes. Every byte is attacker-controlled; what has not its right form is left out.
 */
final class RequestVisitor {

	public function __construct(
		private readonly Settings $settings,
		private readonly ClientIp $ip,
		private readonly ConsentSource $source,
		private readonly Clock $clock,
		private readonly ?CountryRules $countries = null,
		private readonly Callbacks $callbacks = new Callbacks( new Log() ),
	) {
	}

	/**
	 * @param mixed  $page      What is known of the page: {url, referrer}. Anything else is ignored.
	 * @param string $otherwise The page when neither that nor the Referer header names one of this site.
	 */
	public function visitor( mixed $page = null, string $otherwise = '' ): Visitor {
		$page    = is_array( $page ) ? $page : [];
		$here    = new OwnSite( home_url() );
		$pages   = array_map( $here->page( ... ), [ $page['url'] ?? null, self::sent( $_SERVER, 'HTTP_REFERER' ), $otherwise ] );
		$visitor = new Visitor(
			ttclid: Text::line( self::sent( $_COOKIE, 'ttclid' ), 512 ),
			ttp: Text::line( self::sent( $_COOKIE, '_ttp' ), 80 ),
			url: array_values( array_filter( $pages, static fn( string $url ): bool => '' !== $url ) )[0] ?? '',
			referrer: Text::url( $page['referrer'] ?? null ),
			ip: $this->ip->of( $_SERVER ),
			user_agent: Text::line( self::sent( $_SERVER, 'HTTP_USER_AGENT' ), 1024 ),
			locale: $this->locale(),
			visitor: $this->cookie()[0],
			consent: $this->consent(),
		);
		/**
		 * Filters the visitor of the current request before an order or an event stores it.
		 *
		 * Return a `Duet\Event\Visitor`; anything else is ignored, and the log names the callback. If a callback throws,
		 * only the visitor number and the consent are kept.
		 *
		 * @since 0.1.0
		 *
		 * @param \Duet\Event\Visitor $visitor Click ID, `_ttp`, page, referrer, IP address, browser, language and consent.
		 */
		$apply = static fn(): mixed => apply_filters( 'duet_visitor', $visitor );
		// An order without a snapshot would count as one that nobody placed. Of this one nobody knows what it was to hide.
		$hidden   = static fn( Visitor $before ): Visitor => new Visitor( visitor: $before->visitor, consent: $before->consent );
		$filtered = $this->callbacks->run( 'duet_visitor', $visitor, $apply, static fn( mixed $value ): bool => $value instanceof Visitor, $hidden );
		// Limits are nobody's to change.
		return $filtered->connected( $this->ip->connection( $_SERVER ) );
	}

	/** Global Privacy Control first, then the consent tool's word, our own cookie, the merchant's setting. */
	public function consent(): Consent {
		$mode                = $this->mode();
		[ $signal, $source ] = $this->signal();
		$consent             = new Consent( $signal, self::decide( $signal, $source, $mode ), $mode->value, $source, $this->clock->now(), $this->is_limited() );
		/**
		 * Filters the consent of the current request's visitor. Use it to connect a consent tool that Duet does not read.
		 *
		 * Covers the server only: the storefront script reads consent from its own sources. Return a
		 * `Duet\Event\Consent`; anything else is ignored, and the log names the callback. If a callback throws, the
		 * consent counts as unknown and nothing is sent.
		 *
		 * @since 0.1.0
		 *
		 * @param \Duet\Event\Consent $consent The consent that Duet read: signal, decision, mode, source and time.
		 */
		$apply = static fn(): mixed => apply_filters( 'duet_consent', $consent );
		// A callback that was about to refuse must not allow by breaking, and no other callback may allow in its place.
		$unknown  = new Consent( 'none', Decision::Unknown, $mode->value, 'duet_consent', $consent->at );
		$broken   = false;
		$instead  = static function ( Consent $before ) use ( $unknown, &$broken ): Consent {
			$broken = true;
			return Decision::Denied === $before->decision ? $before : $unknown;
		};
		$filtered = $this->callbacks->run( 'duet_consent', $consent, $apply, static fn( mixed $value ): bool => $value instanceof Consent, $instead );
		return $broken && Decision::Granted === $filtered->decision ? $unknown : $filtered;
	}

	/**
	 * Whether this browser's visitor has said yes: our script has written it down, and nothing in this request speaks
	 * against it. What the setting assumes, or a tool allows before any answer, is none.
	 */
	public function has_agreed(): bool {
		$consent = $this->consent();
		return 'g' === $this->cookie()[1] && 'allow' === $consent->signal && Decision::Granted === $consent->decision;
	}

	/** Whether the refusal of this request is the browser's Global Privacy Control alone, and no consent tool's. */
	public function only_opts_out(): bool {
		$tool = $this->source->signal();
		return 'gpc' === $this->consent()->source && 'deny' !== ( $tool[0] ?? '' );
	}

	/** @return array{string, string} Signal and source. */
	private function signal(): array {
		$tool   = $this->source->signal();
		$cookie = match ( $this->cookie()[1] ) {
			'g'      => 'allow',
			'd', 'n' => 'deny',
			// The script has found a tool that nobody has answered.
			'u'      => 'none',
			default  => null,
		};
		return match ( true ) {
			$this->opts_out() && 'block' === $this->settings->values()->consent->gpc => [ 'deny', 'gpc' ],
			'broken' === ( $tool[0] ?? '' )          => [ 'none', $tool[1] ],
			'deny' === ( $tool[0] ?? '' )            => $tool,
			// Final until the script has the visitor's next answer: a tool may allow by default.
			'deny' === $cookie                       => [ 'deny', 'cookie' ],
			null !== $tool && 'none' !== $tool[0]    => $tool,
			// A tool that is silent changes nothing in what the visitor has said before.
			null !== $cookie                         => [ $cookie, 'cookie' ],
			default                                  => $tool ?? [ 'none', 'setting' ],
		};
	}

	private function mode(): ConsentMode {
		$mode = $this->settings->consent_mode();
		return ConsentMode::Assumed === $mode && true === $this->countries?->requires() ? ConsentMode::Required : $mode;
	}

	/** Whether the browser sends Global Privacy Control. */
	private function opts_out(): bool {
		return '1' === self::sent( $_SERVER, 'HTTP_SEC_GPC' );
	}

	private function is_limited(): bool {
		return $this->settings->values()->consent->limited_data_use || ( $this->opts_out() && 'limit' === $this->settings->values()->consent->gpc );
	}

	private static function decide( string $signal, string $source, ConsentMode $mode ): Decision {
		return match ( true ) {
			'deny' === $signal           => Decision::Denied,
			ConsentMode::Unset === $mode => Decision::Unknown,
			'allow' === $signal          => Decision::Granted,
			// A consent tool that is there and still waits for an answer outranks "assumed".
			'setting' !== $source        => Decision::Unknown,
			default                      => ConsentMode::Assumed === $mode ? Decision::Granted : Decision::Unknown,
		};
	}

	/** @return array{0: string, 1: string} The visitor's 32 hex characters and state; '' for what is not there. A refusal and "undecided" may stand without a number. */
	private function cookie(): array {
		$cookie = Text::line( self::sent( $_COOKIE, 'duet_visitor' ), 40 );
		return 1 === preg_match( '/\A(?:([0-9a-f]{32})\.([gdnau])|([dnu]))\z/', $cookie, $part ) ? [ $part[1], $part[2] . ( $part[3] ?? '' ) ] : [ '', '' ];
	}

	/** The browser's first language, else the site's. */
	private function locale(): string {
		$first = strtok( Text::line( self::sent( $_SERVER, 'HTTP_ACCEPT_LANGUAGE' ), 512 ), ',;' );
		$first = Text::matching( is_string( $first ) ? trim( $first ) : '', '/\A[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}\z/' );
		return '' !== $first ? $first : str_replace( '_', '-', get_locale() );
	}

	/**
	 * WordPress adds slashes to all of them.
	 *
	 * @param array<mixed> $from $_COOKIE or $_SERVER.
	 */
	private static function sent( array $from, string $name ): string {
		$value = $from[ $name ] ?? null;
		// The longest header anybody needs is shorter; unslashing megabytes would be work for an attacker.
		return is_string( $value ) && strlen( $value ) <= 8192 ? wp_unslash( $value ) : '';
	}
}
