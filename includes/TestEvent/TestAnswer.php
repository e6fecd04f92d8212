<?php
declare(strict_types=1);

namespace Duet\TestEvent;

use Duet\EventsApi\Outcome;
use Duet\EventsApi\Reply;

defined( 'ABSPATH' ) || exit;

/** TikTok's answer to a test event, in a merchant's words: what it means and what to do next. */
final class TestAnswer {

	/**
	 * @return array{ok: bool, code: int, message: string, request_id: string, summary: string, next: string} code and
	 *         message are TikTok's own; code is the HTTP status, or 0, when the answer was not TikTok's.
	 */
	public static function of( Reply $reply ): array {
		[ $summary, $next ] = self::words( $reply );
		return [
			'ok'         => in_array( $reply->outcome, [ Outcome::Accepted, Outcome::Partial ], true ),
			'code'       => $reply->code,
			'message'    => $reply->message,
			'request_id' => $reply->request_id,
			'summary'    => $summary,
			'next'       => $next,
		];
	}

	/** @return array{string, string} */
	private static function words( Reply $reply ): array {
		return match ( $reply->outcome ) {
			Outcome::Accepted, Outcome::Partial => [
				__( 'TikTok accepted the test event.', 'duet-for-tiktok' ),
				__( 'It shows in TikTok Events Manager > your pixel > Test events within 3 minutes. Keep that page open meanwhile.', 'duet-for-tiktok' ),
			],
			Outcome::BadCredentials => self::credentials( $reply ),
			Outcome::Throttled      => [
				__( 'TikTok asks to wait: too many requests in a short time.', 'duet-for-tiktok' ),
				__( 'Wait a minute and send the test event again. Events of your shop are kept meanwhile and go out by themselves.', 'duet-for-tiktok' ),
			],
			Outcome::BadEvent, Outcome::TooLarge => [
				__( 'TikTok refused the content of the event.', 'duet-for-tiktok' ),
				__( "Compare pixel code and test event code with TikTok Events Manager. If both are right, ask for support with TikTok's words and the request id.", 'duet-for-tiktok' ),
			],
			Outcome::Unreachable    => [
				__( 'TikTok could not be reached.', 'duet-for-tiktok' ),
				__( 'Try again in a minute. If it stays so, ask your host whether this server may connect to business-api.tiktok.com.', 'duet-for-tiktok' ),
			],
			Outcome::Ambiguous      => $reply->code >= 40000 && $reply->code < 50000 ? [
				__( 'TikTok answered with a code that this version of Duet cannot interpret.', 'duet-for-tiktok' ),
				__( "Try again in a minute. If it stays so, update Duet, or ask for support with TikTok's words and the request id.", 'duet-for-tiktok' ),
			] : [
				__( 'No usable answer came from TikTok.', 'duet-for-tiktok' ),
				__( 'Try again in a minute. If it stays so, a firewall or proxy of your host may stand between this server and TikTok: ask your host.', 'duet-for-tiktok' ),
			],
		};
	}

	/**
	 * 40105: token wrong or revoked; 40001: right token, wrong pixel (TikTok Events API 2.0, return codes).
	 *
	 * @return array{string, string}
	 */
	private static function credentials( Reply $reply ): array {
		return 40001 === $reply->code ? [
			__( 'TikTok knows the access token, but it may not send events to this pixel.', 'duet-for-tiktok' ),
			__( 'Create the token in TikTok Events Manager > this very pixel > Settings > Events API, as an admin or operator of its advertiser account. Then press Replace, paste it and save.', 'duet-for-tiktok' ),
		] : [
			__( 'TikTok does not accept the access token or the pixel code. The token may be mistyped or revoked.', 'duet-for-tiktok' ),
			__( 'Compare the pixel code with TikTok Events Manager. Then create a new token there (your pixel > Settings > Events API), press Replace, paste it and save.', 'duet-for-tiktok' ),
		];
	}
}
