<?php
declare(strict_types=1);

namespace Duet\Privacy;

defined( 'ABSPATH' ) || exit;

/** What leads from an e-mail address to the data Duet holds: nothing here stores the address itself. */
final class Person {

	/**
	 * @param string       $email_hash As in the outbox, or '' to look for orders alone.
	 * @param list<int>    $orders     Ids of the person's orders.
	 * @param list<string> $visitors   The marks (32 hex) of the browsers these orders were placed in.
	 * @param int          $user       The person's account, or 0.
	 */
	public function __construct(
		public readonly string $email_hash,
		public readonly array $orders,
		public readonly array $visitors = [],
		public readonly int $user = 0,
	) {
	}

	/** @param list<int> $orders */
	public static function of_orders( array $orders ): self {
		return new self( '', $orders );
	}
}
