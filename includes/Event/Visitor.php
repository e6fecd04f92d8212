<?php
declare(strict_types=1);

namespace Duet\Event;

use Duet\Support\Text;

defined( 'ABSPATH' ) || exit;

/**
 * Who caused an event and from where, as far as the visitor allowed it to be known. Captured in the visitor's own
 * request and kept on the order, for no later request knows it.
 */
final class Visitor {

	/** TikTok's click id is long, case-sensitive and sent verbatim. */
	private const TTCLID = '/\A[A-Za-z0-9._~-]{1,512}\z/';

	/** `_ttp`: 27 base62 characters, a UUID, or either with a ".tt.<n>" tail, depending on its age. */
	private const TTP = '/\A[A-Za-z0-9._-]{10,80}\z/';

	public readonly string $ttclid;
	public readonly string $ttp;
	public readonly string $url;
	public readonly string $referrer;
	public readonly string $ip;
	public readonly string $user_agent;
	public readonly string $locale;
	public readonly string $visitor;

	/**
	 * Who is connected, see ClientIp::connection(): only in that visitor's own request, for limits, and never stored.
	 */
	public readonly string $connection;

	/**
	 * Every argument may be hostile; what has not the right form becomes ''.
	 *
	 * @param string $url     Absolute URL of the page the visitor was on; $referrer the one before.
	 * @param string $ip      IPv4 or IPv6.
	 * @param string $locale  WordPress or BCP 47 form.
	 * @param string $visitor 32 hex characters of the cookie duet_visitor.
	 */
	public function __construct(
		string $ttclid = '',
		string $ttp = '',
		string $url = '',
		string $referrer = '',
		string $ip = '',
		string $user_agent = '',
		string $locale = '',
		string $visitor = '',
		public readonly ?Consent $consent = null,
		string $connection = '',
	) {
		$this->ttclid     = Text::matching( $ttclid, self::TTCLID );
		$this->ttp        = Text::matching( $ttp, self::TTP );
		$this->url        = Text::url( $url );
		$this->referrer   = Text::url( $referrer );
		$this->ip         = (string) filter_var( $ip, FILTER_VALIDATE_IP );
		$this->user_agent = Text::line( $user_agent, 1024 );
		$this->locale     = Text::matching( $locale, '/\A[A-Za-z]{2,3}([_-][A-Za-z0-9]{2,8}){0,3}\z/' );
		$this->visitor    = Text::matching( $visitor, '/\A[0-9a-f]{32}\z/' );
		$this->connection = Text::line( $connection, 100 );
	}

	/**
	 * Reads order meta, tolerating an edit by hand: bad fields are left out, no consent means unknown.
	 *
	 * @param array<mixed> $data
	 */
	public static function from_array( array $data ): self {
		$text = static fn( string $key ): string => is_string( $data[ $key ] ?? null ) ? $data[ $key ] : '';
		return new self(
			$text( 'ttclid' ),
			$text( 'ttp' ),
			$text( 'url' ),
			$text( 'referrer' ),
			$text( 'ip' ),
			$text( 'user_agent' ),
			$text( 'locale' ),
			$text( 'visitor' ),
			is_array( $data['consent'] ?? null ) ? Consent::from_array( $data['consent'] ) : null,
		);
	}

	/** @return array<string, mixed> Only what is known. */
	public function to_array(): array {
		$known = array_filter( array_diff_key( get_object_vars( $this ), [ 'consent' => true, 'connection' => true ] ), static fn( mixed $text ): bool => '' !== $text );
		return null === $this->consent ? $known : $known + [ 'consent' => $this->consent->to_array() ];
	}

	public function decision(): Decision {
		return $this->consent->decision ?? Decision::Unknown;
	}

	public function with_consent( Consent $consent ): self {
		return self::from_array( [ 'consent' => $consent->to_array() ] + $this->to_array() )->connected( $this->connection );
	}

	/** The same visitor in a request of that connection. */
	public function connected( string $connection ): self {
		return new self( $this->ttclid, $this->ttp, $this->url, $this->referrer, $this->ip, $this->user_agent, $this->locale, $this->visitor, $this->consent, $connection );
	}

	/** The same visitor without what only the delivery needed; kept with the order afterwards. */
	public function without_address(): self {
		return self::from_array( array_diff_key( $this->to_array(), [ 'ip' => true, 'user_agent' => true ] ) );
	}
}
