<?php
declare(strict_types=1);

namespace Duet\Test\Settings;

use Duet\Event\Catalogue;
use Duet\Settings\Meaning;
use Duet\Settings\OtherTags;
use PHPUnit\Framework\TestCase;

final class MeaningTest extends TestCase {

	private Meaning $meaning;

	protected function setUp(): void {
		$catalogue     = Catalogue::shipped();
		$this->meaning = new Meaning( $catalogue, [ 'paid', 'placed', 'on-hold' ] );
	}

	public function test_what_makes_sense_has_no_errors(): void {
		$errors = $this->meaning->check(
			[
				'pixels'   => [ [ 'code' => 'A' ], [ 'code' => 'B' ], [ 'code' => '' ], [ 'code' => '' ] ],
				'events'   => [ 'Purchase' => [ 'name' => 'CompletePayment', 'pixel' => true ], 'Lead' => [ 'name' => 'Lead' ], 'Search' => null, 'LevelUp' => [ 'pixel' => false, 'dataLayer' => true, 'eventsApi' => false ] ],
				'purchase' => [ 'methods' => [ 'bacs' => [ 'moment' => 'on-hold' ], 'cod' => null ] ],
			]
		);
		self::assertSame( [], $errors );
	}

	public function test_every_nonsense_is_named_where_it_is(): void {
		$errors = $this->meaning->check(
			[
				'pixels'   => [ [ 'code' => 'A' ], [ 'code' => 'bad' ], [ 'code' => 'A' ] ],
				'events'   => [ 'Purchase' => [ 'name' => 'Search' ], 'Complete Payment' => [ 'pixel' => true ], 'No! Event' => [ 'pixel' => true ], 'Quiz' => [ 'name' => 'Other' ], 'Refund' => [ 'eventsApi' => true ] ],
				'purchase' => [ 'methods' => [ 'bacs' => [ 'moment' => 'someday' ] ] ],
			]
		);
		self::assertSame( [ 'pixels.2.code', 'events.Purchase.name', 'events.Complete Payment', 'events.No! Event', 'events.Quiz.name', 'events.Refund.eventsApi', 'purchase.methods.bacs.moment' ], array_keys( $errors ) );
		self::assertSame( 'Choose one of: Purchase, CompletePayment.', $errors['events.Purchase.name'] );
	}

	public function test_other_rooms_say_what_is_wrong_with_their_own(): void {
		$meaning = new Meaning( Catalogue::shipped(), [], [ static fn( array $partial ): array => isset( $partial['rules'] ) ? [ 'rules.0.event' => 'No.' ] : [], static fn(): array => [] ] );
		self::assertSame( [], $meaning->check( [] ) );
		self::assertSame( [ 'rules.0.event' => 'No.' ], $meaning->check( [ 'rules' => [] ] ) );
	}

	public function test_rubbish_is_left_to_the_schema(): void {
		self::assertSame( [], $this->meaning->check( [ 'pixels' => 'x', 'events' => 3, 'purchase' => [ 'methods' => 'y' ] ] ) );
	}

	public function test_finds_other_tag_plugins_by_folder(): void {
		self::assertSame( [], OtherTags::found( [ 'woocommerce/woocommerce.php', 'hello.php', 7, null ] ) );
		self::assertSame(
			[ 'GTM4WP', 'PixelYourSite' ],
			OtherTags::found( [ 'duracelltomi-google-tag-manager/duracelltomi-google-tag-manager-for-wordpress.php', 'pixelyoursite/facebook-pixel-master.php', 'pixelyoursite-pro/pixelyoursite-pro.php' ] )
		);
	}
}
