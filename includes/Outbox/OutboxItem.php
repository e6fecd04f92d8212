<?php
declare(strict_types=1);

namespace Duet\Outbox;

defined( 'ABSPATH' ) || exit;

/** One item of TikTok's `data`, in the two parts the outbox stores: what may stay, and what goes on delivery. */
final class OutboxItem {

	/**
	 * @param array<string, mixed>  $lasting    event, event_id, event_time, properties, page without queries.
	 * @param array<string, string> $user       Hashed or plain identifiers.
	 * @param array<string, string> $page       url and referrer in full.
	 * @param string                $source     'web' or 'offline'.
	 * @param string                $email_hash By which privacy requests find the row, see Hash::mark(); or ''.
	 */
	public function __construct(
		private readonly array $lasting,
		private readonly array $user,
		private readonly array $page,
		public readonly string $source,
		public readonly string $email_hash = '',
	) {
	}

	/**
	 * @return array<string, mixed> As TikTok gets it.
	 */
	public function whole(): array {
		return $this->going() + $this->lasting;
	}

	public function payload(): string {
		return self::json( $this->lasting );
	}

	/** @return string JSON of `user` and the full `page`, or '' without either. */
	public function matching(): string {
		return [] === $this->going() ? '' : self::json( $this->going() );
	}

	/** @return list<string> Names of what TikTok can match by; they stay when the values go. */
	public function identifiers(): array {
		return array_keys( $this->user );
	}

	/**
	 * ASCII throughout (PHP's own escapes), so that wpdb sends it as it is instead of asking for the table's charset first.
	 *
	 * @param array<string, mixed> $data
	 * @throws \JsonException For infinite or not-a-number amounts.
	 */
	public static function json( array $data ): string {
		return json_encode( $data, JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE | JSON_THROW_ON_ERROR );
	}

	/** @return array<string, array<string, string>> */
	private function going(): array {
		return array_filter( [ 'user' => $this->user, 'page' => $this->page ] );
	}
}
