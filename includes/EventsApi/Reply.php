<?php
declare(strict_types=1);

namespace Duet\EventsApi;

use Duet\Support\Log;

defined( 'ABSPATH' ) || exit;

/**
 * What TikTok answered, or that it did not.
 *
 * TikTok answers refusals with HTTP 200; only `code` in the body shows it (Events API 2.0: 0 OK, 20001 partly
 * processed, 40001 no permission, 40002 bad parameter, 40007 no such object, 40100 too many requests, 40101-40110
 * credentials, 5xxxx trouble inside). A body without a code comes from a proxy or firewall, whatever its status is, and
 * so does an acceptance or a refusal of an event without TikTok's message and request id. Such an answer, and a code
 * that is not in this list, never condemns an event: both are outages, which end without losing a sale.
 */
final class Reply {

	/** Seconds; how long to wait when TikTok gives no time, and the bounds of what is believed. */
	private const PATIENCE     = 60;
	private const MAX_PATIENCE = 86400;

	/** The one code by which TikTok refuses an event for what is in it. */
	private const BAD_PARAMETER = 40002;

	/**
	 * What ends the way of an event: all or some are accepted, or one is refused. Only TikTok decides that, and its
	 * answers have `code`, `message`, `request_id` and mostly `data`.
	 */
	private const FINAL = [ 0, 20001, self::BAD_PARAMETER ];

	/**
	 * A message of TikTok's begins with the path of the parameter it is about. What follows may quote what a visitor
	 * wrote, and a visitor must not be able to stop a pixel by writing the name of this parameter.
	 */
	private const ABOUT_THE_PIXEL = '/\A\s*event_source(?:_id)?(?![\w.])/';

	/**
	 * @param int    $code        TikTok's code; without one the HTTP status, 0 without either.
	 * @param string $message     TikTok's words or what went wrong, at most 200 characters, nothing personal.
	 * @param string $request_id  What TikTok's support asks for.
	 * @param int    $retry_after Seconds to wait at least; 0 when nothing was said.
	 */
	public function __construct(
		public readonly Outcome $outcome,
		public readonly int $code,
		public readonly string $message,
		public readonly string $request_id = '',
		public readonly int $retry_after = 0,
	) {
	}

	/**
	 * @param string $retry_after The header: seconds, an HTTP date, rubbish or ''.
	 * @param int    $now         Unix seconds, to read a date against.
	 */
	public static function from_response( int $status, string $body, string $retry_after, int $now ): self {
		$data    = json_decode( $body, true, 32 );
		$code    = is_array( $data ) && is_int( $data['code'] ?? null ) ? $data['code'] : null;
		$message = is_array( $data ) && is_string( $data['message'] ?? null ) ? $data['message'] : '';
		$id      = is_array( $data ) && is_string( $data['request_id'] ?? null ) ? $data['request_id'] : '';
		if ( in_array( $code, self::FINAL, true ) && ( '' === $message || '' === $id ) ) {
			[ $code, $message ] = [ null, '' ];
		}
		$outcome = self::outcome( $status, $code, $message );
		return new self(
			$outcome,
			$code ?? $status,
			self::words( '' !== $message ? $message : "HTTP $status" . ( null === $code ? ' without an answer from TikTok' : '' ) ),
			substr( (string) preg_replace( '/[^A-Za-z0-9._-]/', '', $id ), 0, 64 ),
			self::patience( $outcome, $retry_after, $now ),
		);
	}

	/** A request that got no answer. WordPress passes on what cURL or the stream said, in English. */
	public static function from_error( string $message ): self {
		return new self(
			self::never_arrived( $message ) ? Outcome::Unreachable : Outcome::Ambiguous,
			0,
			self::words( $message )
		);
	}

	/** For the column `reply` and the screen. */
	public function line(): string {
		return 0 === $this->code && Outcome::Accepted !== $this->outcome
			? $this->message
			: "$this->code $this->message";
	}

	/**
	 * The reply as it concerns a request with one event: there is nothing left to halve, so "too large" is an outage.
	 */
	public function for_one_event(): self {
		return Outcome::TooLarge === $this->outcome
			? new self( Outcome::Ambiguous, $this->code, $this->message, $this->request_id, $this->retry_after )
			: $this;
	}

	/**
	 * Whether the reason may be in this very request although nothing proves it: a firewall's 4xx page, or a 4xxxx code
	 * that is not documented. The same events in smaller requests show which of them it is.
	 */
	public function may_concern_events(): bool {
		return Outcome::Ambiguous === $this->outcome && '4' === ( (string) $this->code )[0];
	}

	private static function outcome( int $status, ?int $code, string $message ): Outcome {
		return match ( true ) {
			429 === $status                                        => Outcome::Throttled,
			// A parameter TikTok names is about an event, whatever the status; any other 413 is about the size of the
			// request.
			413 === $status && self::BAD_PARAMETER !== $code       => Outcome::TooLarge,
			null === $code, $status >= 300 && $status < 400        => Outcome::Ambiguous,
			$status >= 500                                         => Outcome::Ambiguous,
			$status >= 400 && $code < 40000                        => Outcome::Ambiguous,
			default                                                => self::by_code( $code, $message ),
		};
	}

	private static function by_code( int $code, string $message ): Outcome {
		return match ( true ) {
			0 === $code                                                     => Outcome::Accepted,
			20001 === $code                                                 => Outcome::Partial,
			40100 === $code                                                 => Outcome::Throttled,
			40001 === $code, 40007 === $code, 40101 <= $code && $code <= 40110 => Outcome::BadCredentials,
			// A complaint about the pixel itself would otherwise bury every event one by one.
			self::BAD_PARAMETER === $code && 1 === preg_match( self::ABOUT_THE_PIXEL, $message ) => Outcome::BadCredentials,
			self::BAD_PARAMETER === $code                                   => Outcome::BadEvent,
			default                                                         => Outcome::Ambiguous,
		};
	}

	private static function patience( Outcome $outcome, string $header, int $now ): int {
		$header = trim( $header );
		$date   = '' === $header || is_numeric( $header ) ? false : strtotime( $header );
		$wait   = match ( true ) {
			is_numeric( $header ) => (float) $header,
			false !== $date       => $date - $now,
			default               => Outcome::Throttled === $outcome ? self::PATIENCE : 0,
		};
		// 0 or a date in the past after a throttle would be a hot loop.
		return 0.0 === (float) $wait && Outcome::Throttled !== $outcome
			? 0
			: (int) max( 1, min( self::MAX_PATIENCE, $wait ) );
	}

	/** A timeout while connecting sent nothing; a timeout while waiting may have sent everything. */
	private static function never_arrived( string $message ): bool {
		return 1 === preg_match(
			'/cURL error (5|6|7|35|51|58|59|60|66|77|83|90|91):|could ?n.t resolve|could not resolve|resolving timed out|connection timed out'
			. '|connection time-?out|failed to connect|connection refused|not connected|no route|unreachable|certificate|SSL connect'
			. '|fsockopen|stream_socket_client|blocked requests through HTTP/i',
			$message
		);
	}

	/** TikTok may quote what it was sent. */
	private static function words( string $message ): string {
		$line = trim( (string) preg_replace( '/[^\x21-\x7E]+/', ' ', Log::clean( $message ) ) );
		return substr( $line, 0, 200 );
	}
}
