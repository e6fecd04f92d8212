<?php
declare(strict_types=1);

namespace Duet\Event;

use Duet\Support\Text;

defined( 'ABSPATH' ) || exit;

/**
 * What was known about consent at one moment. Stored with the order, because the send may run hours later,
 * in a request (cron, webhook, admin) whose cookies are somebody else's.
 */
final class Consent {

	/** The source of a refusal by an erasure. It is not the visitor's answer, so none of theirs lifts it. */
	public const ERASURE = 'erasure';

	/**
	 * @param string   $signal   What the visitor's consent tool said: 'allow', 'deny' or 'none'.
	 * @param Decision $decision What follows from signal and mode; later sends use this.
	 * @param string   $mode     The merchant's setting then: 'unset', 'required' or 'assumed'.
	 * @param string   $source   Where the signal was read: 'wp_consent_api', the consent tool's name, 'cookie', 'gpc'
	 *         or 'setting'.
	 * @param int      $at       Unix seconds.
	 * @param bool     $limited  Whether TikTok is to be told to limit its use (Limited Data Use).
	 */
	public function __construct(
		public readonly string $signal,
		public readonly Decision $decision,
		public readonly string $mode,
		public readonly string $source,
		public readonly int $at,
		public readonly bool $limited = false,
	) {
	}

	/**
	 * Reads stored data. Anything unreadable decides "unknown", which never sends.
	 *
	 * @param array<mixed> $data
	 */
	public static function from_array( array $data ): self {
		return new self(
			Text::line( $data['signal'] ?? null, 20 ),
			Decision::tryFrom( Text::line( $data['decision'] ?? null, 20 ) ) ?? Decision::Unknown,
			Text::line( $data['mode'] ?? null, 20 ),
			Text::line( $data['source'] ?? null, 40 ),
			is_int( $data['at'] ?? null ) ? $data['at'] : 0,
			true === ( $data['limited'] ?? null ),
		);
	}

	/** @return array{signal: string, decision: string, mode: string, source: string, at: int, limited?: true} */
	public function to_array(): array {
		return [
			'signal'   => $this->signal,
			'decision' => $this->decision->value,
			'mode'     => $this->mode,
			'source'   => $this->source,
			'at'       => $this->at,
		] + ( $this->limited ? [ 'limited' => true ] : [] );
	}

	/** The same with the wish for Limited Data Use. */
	public function limited(): self {
		return new self( $this->signal, $this->decision, $this->mode, $this->source, $this->at, true );
	}

	/** The same record after the visitor spoke again. */
	public function decided( Decision $decision, string $source, int $at ): self {
		$signal = Decision::Granted === $decision ? 'allow' : 'deny';
		return new self( $signal, $decision, $this->mode, $source, $at, $this->limited );
	}
}
