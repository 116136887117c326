"""The entrance: who somebody is, as the company's sign-in or their own password and second factor say."""
