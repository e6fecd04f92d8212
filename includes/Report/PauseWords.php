<?php
declare(strict_types=1);

namespace Duet\Report;

use Duet\EventsApi\Outcome;

defined( 'ABSPATH' ) || exit;

/** Why nothing is sent for a pixel just now, in a merchant's words, and what to do about it. */
final class PauseWords {

	/**
	 * @param string $reason  As Health::pixels() gives it.
	 * @param string $message TikTok's last answer, or what the connection reported.
	 * @return array{summary: string, next: string}
	 */
	public static function of( string $reason, string $message ): array {
		[ $summary, $next ] = match ( Outcome::tryFrom( $reason ) ) {
			Outcome::BadEvent       => [
				__( 'TikTok refused several events in a row, so sending is paused.', 'duet-for-tiktok' ),
				__( "Read TikTok's answer below and correct what it names, for example product IDs, the currency, or a snippet that changes events. Then press Try again now. Waiting events are kept, and no further event is given up meanwhile.", 'duet-for-tiktok' ),
			],
			Outcome::BadCredentials => [
				__( 'TikTok does not accept the access token of this pixel.', 'duet-for-tiktok' ),
				__( 'Compare the pixel code with TikTok Events Manager, create a new access token there, and save it in the settings. If you corrected a permission in TikTok instead, press Try again now.', 'duet-for-tiktok' ),
			],
			Outcome::Throttled      => [
				__( 'TikTok asked Duet to wait because too many requests arrived.', 'duet-for-tiktok' ),
				__( 'You do not need to do anything. Sending goes on by itself.', 'duet-for-tiktok' ),
			],
			Outcome::Unreachable    => [
				__( 'This server cannot reach TikTok.', 'duet-for-tiktok' ),
				__( 'Duet keeps trying by itself. If this lasts longer than an hour, ask your host whether this server may connect to business-api.tiktok.com.', 'duet-for-tiktok' ),
			],
			Outcome::Ambiguous      => self::outage( $message ),
			Outcome::Accepted, Outcome::Partial, Outcome::TooLarge, null => [ __( 'Sending is paused.', 'duet-for-tiktok' ), '' ],
		};
		return [ 'summary' => $summary, 'next' => $next ];
	}

	/** @return array{string, string} */
	private static function outage( string $message ): array {
		// A TikTok code begins the message; an HTTP status has three digits.
		if ( 1 === preg_match( '/\A4\d{4}\b/', $message ) ) {
			return [
				__( 'TikTok answered with a code that this version of Duet cannot interpret.', 'duet-for-tiktok' ),
				__( "Duet keeps every event and tries again by itself. If this lasts longer than an hour, update Duet, or ask for support with TikTok's answer below.", 'duet-for-tiktok' ),
			];
		}
		return [
			__( 'Sending to TikTok fails: no usable answer came from TikTok.', 'duet-for-tiktok' ),
			__( 'Duet keeps every event and tries again by itself. If this lasts longer than an hour, a proxy or firewall of your host may answer instead of TikTok: ask your host to let requests to business-api.tiktok.com through unchanged.', 'duet-for-tiktok' ),
		];
	}
}
