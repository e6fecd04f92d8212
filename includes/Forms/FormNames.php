<?php
declare(strict_types=1);

namespace Duet\Forms;

use Duet\Support\Text;


defined( 'ABSPATH' ) || exit;

/** Titles of the forms this page shows, noted while their plugins print them: not every form's markup has its title. */
final class FormNames {

	/** @var array<string, string> "<plugin>:<form id>" => title. */
	private array $names = [];

	/** @return array<string, string> */
	public function all(): array {
		return $this->names;
	}

	/**
	 * @param mixed $id    The plugin's own id.
	 * @param mixed $title As the merchant wrote it.
	 */
	public function note( string $plugin, mixed $id, mixed $title ): void {
		if ( is_scalar( $id ) && is_string( $title ) && '' !== trim( $title ) ) {
			$this->names[ "$plugin:$id" ] = Text::plain( $title );
		}
	}
}
